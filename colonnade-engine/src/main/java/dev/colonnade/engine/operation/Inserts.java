package dev.colonnade.engine.operation;

import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Insert;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// The statements that insert rows. The text for a table and a list of columns is made once; after that a row costs its values.
/// Safe for use by several threads.
final class Inserts {

    /// Texts that are kept; when there are more, all are forgotten and the ones in use come back by themselves.
    private static final int TEXTS_MAX = 2_000;

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    /// Version numbers come from the database in every text; other expressions bind values of their own.
    private static final Set<String> VERSION_ALONE = Set.of("versionnumber");

    private final Map<Shape, String> texts = new ConcurrentHashMap<>();

    Statement of(RowValues values) {
        if (!values.expressionColumns().equals(VERSION_ALONE)) {
            return Statement.of(insert(values));
        }
        var shape = new Shape(values.table().logicalName(), values.columns());
        String text = texts.get(shape);
        if (text == null) {
            if (texts.size() >= TEXTS_MAX) {
                texts.clear();
            }
            text = Statement.of(insert(values)).text();
            texts.put(shape, text);
        }
        return new Statement(text, values.bound());
    }

    private static Insert<?> insert(RowValues values) {
        return SQL.insertInto(DSL.table(SqlNames.table(values.table()))).set(values.assignments());
    }

    /// @param columns those that have values, in their order
    private record Shape(String table, List<String> columns) {}
}
