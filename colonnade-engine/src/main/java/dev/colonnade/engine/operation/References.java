package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.sdk.EntityReference;
import java.util.Map;
import java.util.UUID;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Finds the rows that references point to.
final class References {

    private final QueryRunner queries;

    References(QueryRunner queries) {
        this.queries = queries;
    }

    /// The id of the row that a reference points to. A reference by id is taken as it is.
    ///
    /// @throws ServiceException [ErrorCode#RECORD_NOT_FOUND_BY_ENTITY_KEY] when no row has the key values
    UUID id(EntityReference reference, Execution execution) {
        UUID id = reference.id();
        if (id != null) {
            return id;
        }
        UUID found = findByKey(execution.metadata().table(reference.logicalName()), reference.keyAttributes(),
                execution);
        if (found == null) {
            throw new ServiceException(ErrorCode.RECORD_NOT_FOUND_BY_ENTITY_KEY,
                    "A record with the specified key values does not exist in " + reference.logicalName() + " entity");
        }
        return found;
    }

    @Nullable
    UUID findByKey(Table table, Map<String, @Nullable Object> keyAttributes, Execution execution) {
        if (keyAttributes.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "A reference to '" + table.logicalName() + "' carries neither an id nor key values.");
        }
        return queries.findByKey(table, keyAttributes, execution.systemScope());
    }

    /// Whether a row exists, whoever may see it.
    boolean exists(Table table, UUID id, Execution execution) {
        return execution.work().first(Statement.of(DSL.using(SQLDialect.POSTGRES).selectOne()
                .from(DSL.table(SqlNames.table(table)))
                .where(DSL.field(SqlNames.column(table.column(table.primaryId())), SQLDataType.UUID).eq(id))),
                row -> 1) != null;
    }

    /// Refuses a row on which the caller does not hold a right.
    ///
    /// @throws ServiceException [ErrorCode#OBJECT_DOES_NOT_EXIST] or [ErrorCode#ACCESS_DENIED_TO_RECORD]
    void requireReachable(AccessRight right, Table table, UUID id, Execution execution) {
        if (execution.authorizer().reachesAllRows(right, table)) {
            return;
        }
        Name alias = SqlNames.table(table);
        Integer found = execution.work().first(Statement.of(DSL.using(SQLDialect.POSTGRES).selectOne()
                .from(DSL.table(alias)).where(RowWriter.key(table, id))
                .and(execution.authorizer().reachable(right, table, alias))), row -> 1);
        if (found == null) {
            throw exists(table, id, execution)
                    ? execution.authorizer().deniedRow(right, table, id)
                    : Targets.notFound(table, id);
        }
    }

    /// Refuses a reference whose row is not there.
    ///
    /// @throws ServiceException [ErrorCode#OBJECT_DOES_NOT_EXIST]
    void requireExists(EntityReference reference, Execution execution) {
        Table table = execution.metadata().table(reference.logicalName());
        if (!exists(table, reference.requireId(), execution)) {
            throw Targets.notFound(table, reference.requireId());
        }
    }
}
