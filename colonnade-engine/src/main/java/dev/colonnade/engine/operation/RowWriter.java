package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Turns the target of a write into one statement: checks its values, adds those that the server gives, and sends it.
final class RowWriter {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private final References references;
    private final Inserts inserts = new Inserts();

    RowWriter(References references) {
        this.references = references;
    }

    /// Inserts a row.
    ///
    /// @param id key of the new row
    void insert(Execution execution, Entity target, UUID id) {
        Table table = execution.table();
        RowValues values = checked(execution, target);
        values.set(table.primaryId(), id);
        ServerValues.onCreate(execution, values, references);
        requireValues(values);
        execution.work().insert(inserts.of(values));
        announce(execution, table);
    }

    /// Updates a row on which the caller holds the right to write.
    ///
    /// @param expectedVersion version that the row must have; `null` for any
    void update(Execution execution, Entity target, UUID id, @Nullable String expectedVersion) {
        Table table = execution.table();
        RowValues values = checked(execution, target);
        refuseClearedRequired(values);
        ServerValues.onUpdate(execution, values, references);
        Condition row = key(table, id)
                .and(execution.authorizer().reachable(AccessRight.WRITE, table, SqlNames.table(table)));
        if (expectedVersion != null) {
            row = row.and(versionIs(table, expectedVersion));
        }
        int rows = execution.work()
                .execute(Statement
                        .of(SQL.update(DSL.table(SqlNames.table(table))).set(values.assignments()).where(row)));
        if (rows == 0) {
            throw missed(execution, table, id, AccessRight.WRITE, expectedVersion);
        }
        announce(execution, table);
    }

    /// Tells why a statement on one row found none.
    ServiceException missed(Execution execution, Table table, UUID id, AccessRight right,
            @Nullable String expectedVersion) {
        if (!references.exists(table, id, execution)) {
            return Targets.notFound(table, id);
        }
        if (expectedVersion != null && isReachable(execution, table, id, right)) {
            return new ServiceException(ErrorCode.CONCURRENCY_VERSION_MISMATCH,
                    "The version of the existing record doesn't match the RowVersion property provided.");
        }
        return execution.authorizer().deniedRow(right, table, id);
    }

    private static boolean isReachable(Execution execution, Table table, UUID id, AccessRight right) {
        Condition row = key(table, id).and(execution.authorizer().reachable(right, table, SqlNames.table(table)));
        return execution.work().first(Statement.of(SQL.selectOne().from(DSL.table(SqlNames.table(table))).where(row)),
                found -> 1) != null;
    }

    static Condition key(Table table, UUID id) {
        return DSL.field(SqlNames.column(table.column(table.primaryId())), SQLDataType.UUID).eq(id);
    }

    static Condition versionIs(Table table, String version) {
        try {
            return DSL.field(SqlNames.column(table.column("versionnumber")), SQLDataType.BIGINT)
                    .eq(Long.valueOf(version));
        } catch (NumberFormatException e) {
            throw new ServiceException(ErrorCode.CONCURRENCY_VERSION_MISMATCH,
                    "The version of the existing record doesn't match the RowVersion property provided.", e);
        }
    }

    static void announce(Execution execution, Table table) {
        table.feeds().forEach(execution.work()::announce);
    }

    private RowValues checked(Execution execution, Entity target) {
        Table table = execution.table();
        var values = new RowValues(table);
        for (Map.Entry<String, @Nullable Object> attribute : target.attributes().entrySet()) {
            Column column = table.findColumn(attribute.getKey());
            if (column == null || !column.isStored() || column.logicalName().equals(table.primaryId())) {
                continue;
            }
            Object value = ValueRules.check(column, attribute.getValue(), execution.metadata());
            if (value instanceof EntityReference reference) {
                value = resolved(execution, column, reference);
            }
            values.set(column.logicalName(), value);
        }
        return values;
    }

    /// A reference by key values becomes one by id. That the row of a single-target lookup exists is what its foreign key
    /// checks; the other lookups are checked here.
    private EntityReference resolved(Execution execution, Column column, EntityReference reference) {
        var byId = new EntityReference(reference.logicalName(), references.id(reference, execution));
        if (needsCheck(execution, column, byId)) {
            references.requireExists(byId, execution);
        }
        return byId;
    }

    private static boolean needsCheck(Execution execution, Column column, EntityReference reference) {
        return (column.isPolymorphic() || column.targets().size() != 1)
                && !reference.requireId().equals(execution.caller().userId());
    }

    private static void refuseClearedRequired(RowValues values) {
        for (Column column : values.table().requiredColumns()) {
            String name = column.logicalName();
            if (values.has(name) && values.get(name) == null) {
                throw new ServiceException(ErrorCode.ATTRIBUTE_NOT_NULLABLE,
                        "Attribute: " + name + " cannot be set to NULL");
            }
        }
    }

    private static void requireValues(RowValues values) {
        List<String> missing = values.table().requiredColumns().stream()
                .filter(column -> isGivenByCallers(column)
                        && values.get(column.logicalName()) == null)
                .map(Column::logicalName).toList();
        if (!missing.isEmpty()) {
            throw new ServiceException(ErrorCode.REQUIRED_FIELD_MISSING,
                    "Required field missing: "
                            + String.join(", ", missing.stream().map(name -> "'" + name + "'").toList())
                            + " of '" + values.table().logicalName() + "' must have a value.");
        }
    }

    private static boolean isGivenByCallers(Column column) {
        return column.isValidForCreate() && column.type() != ColumnType.ENTITY_NAME
                && column.type() != ColumnType.STATE;
    }
}
