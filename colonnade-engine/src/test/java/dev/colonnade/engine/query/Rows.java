package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.storage.ColumnCodecs;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// Puts rows into the tables of a test.
final class Rows {

    private final Database database;
    private final MetadataSnapshot metadata;

    Rows(Database database, MetadataSnapshot metadata) {
        this.database = database;
        this.metadata = metadata;
    }

    /// The system's own tables, empty.
    static void createTables(Database database) {
        try (UnitOfWork work = database.begin()) {
            database.definitions(work).createTables(Scopes.tables(), Scopes.choices());
            work.commit();
        }
    }

    void insert(String tableName, UUID id, Map<String, ?> values) {
        Table table = metadata.table(tableName);
        var fields = new LinkedHashMap<Field<?>, Object>();
        fields.put(DSL.field(SqlNames.column(table.column(table.primaryId()))), id);
        values.forEach((name, value) -> {
            Column column = table.column(name);
            Object bound = ColumnCodecs.of(column).toSql(column, value);
            if (bound != null) {
                fields.put(DSL.field(SqlNames.column(column)), bound);
            }
        });
        try (UnitOfWork work = database.begin()) {
            work.execute(Statement.of(DSL.using(SQLDialect.POSTGRES).insertInto(DSL.table(SqlNames.table(table)))
                    .set(fields)));
        }
    }
}
