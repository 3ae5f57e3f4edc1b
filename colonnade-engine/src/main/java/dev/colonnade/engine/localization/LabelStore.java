package dev.colonnade.engine.localization;

import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The table `localized_label`: one row for each text of a localizable column in a language other than the base language. The
/// text in the base language is the value of the row's own column. Immutable; safe for use by several threads.
public final class LabelStore {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private static final Table<?> LABELS = DSL.table(DSL.name("localized_label"));
    private static final Field<String> TABLE_NAME = field("table_name", String.class);
    private static final Field<UUID> ROW_ID = DSL.field(DSL.name("row_id"), SQLDataType.UUID);
    private static final Field<String> COLUMN_NAME = field("column_name", String.class);
    private static final Field<Integer> LANGUAGE_CODE = field("language_code", Integer.class);
    private static final Field<String> LABEL = field("label", String.class);

    /// The texts of one column of one row, by language.
    ///
    /// @param table logical name of the table
    /// @param column logical name of the column
    public SortedMap<Integer, String> labels(UnitOfWork work, String table, UUID rowId, String column) {
        var labels = new TreeMap<Integer, String>();
        work.list(Statement.of(SQL.select(LANGUAGE_CODE, LABEL).from(LABELS).where(isColumn(table, rowId, column))),
                row -> labels.put(row.getInt(1), row.getString(2)));
        return labels;
    }

    /// The texts of some rows in one language, by row and by logical name of the column: what a read shows in place of the
    /// columns' own values.
    ///
    /// @param table logical name of the table
    public Map<UUID, Map<String, String>> labels(UnitOfWork work, String table, Collection<UUID> rowIds,
            int languageCode) {
        var labels = new HashMap<UUID, Map<String, String>>();
        Condition isOneOfThem = ROW_ID.eq(DSL.any(rowIds.toArray(UUID[]::new)));
        work.list(
                Statement.of(SQL.select(ROW_ID, COLUMN_NAME, LABEL).from(LABELS)
                        .where(TABLE_NAME.eq(table).and(isOneOfThem).and(LANGUAGE_CODE.eq(languageCode)))),
                row -> labels.computeIfAbsent(row.getObject(1, UUID.class), key -> new HashMap<>())
                        .put(row.getString(2), row.getString(3)));
        return labels;
    }

    void put(UnitOfWork work, LabelKey key, String label) {
        work.execute(Statement.of(SQL.insertInto(LABELS, TABLE_NAME, ROW_ID, COLUMN_NAME, LANGUAGE_CODE, LABEL)
                .values(key.table(), key.rowId(), key.column(), key.languageCode(), label)
                .onConflict(TABLE_NAME, ROW_ID, COLUMN_NAME, LANGUAGE_CODE).doUpdate().set(LABEL, label)));
    }

    void remove(UnitOfWork work, LabelKey key) {
        work.execute(Statement.of(SQL.deleteFrom(LABELS).where(
                isColumn(key.table(), key.rowId(), key.column()).and(LANGUAGE_CODE.eq(key.languageCode())))));
    }

    /// Removes every text of a row.
    void removeRow(UnitOfWork work, String table, UUID rowId) {
        work.execute(Statement.of(SQL.deleteFrom(LABELS).where(TABLE_NAME.eq(table).and(ROW_ID.eq(rowId)))));
    }

    private static Condition isColumn(String table, UUID rowId, String column) {
        return TABLE_NAME.eq(table).and(ROW_ID.eq(rowId)).and(COLUMN_NAME.eq(column));
    }

    private static <T> Field<T> field(String name, Class<T> type) {
        Name quoted = DSL.name(name);
        return DSL.field(quoted, type);
    }
}
