package dev.colonnade.engine.localization;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.query.QueryScope;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds the row and the column that the parameters `EntityMoniker` and `AttributeName` of the label messages name.
final class LabelledRows {

    private final QueryRunner queries;

    LabelledRows(QueryRunner queries) {
        this.queries = queries;
    }

    /// A localizable column of a row.
    ///
    /// @param text the row's own value, which is the text in the base language
    record Labelled(Table table, UUID rowId, Column column, @Nullable String text) {

        LabelKey key(int languageCode) {
            return new LabelKey(table.logicalName(), rowId, column.logicalName(), languageCode);
        }
    }

    /// @param right what the caller must be allowed to do to the row
    /// @throws ServiceException when there is no such row or column, when the column has no labels, or when the caller lacks the
    ///         right
    Labelled require(Execution execution, AccessRight right) {
        EntityReference moniker = moniker(execution);
        Table table = execution.metadata().table(moniker.logicalName());
        UUID id = moniker.id();
        if (id == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "The parameter 'EntityMoniker' must name a row of '" + table.logicalName() + "' by its id.");
        }
        Column column = column(execution, table);
        execution.authorizer().requirePrivilege(right, table);
        return new Labelled(table, id, column, text(execution, right, table, id, column));
    }

    private static EntityReference moniker(Execution execution) {
        return switch (execution.inputs().get("EntityMoniker")) {
            case EntityReference reference -> reference;
            case Entity entity -> entity.toEntityReference();
            case null, default -> throw missing("EntityMoniker", "a reference to a row");
        };
    }

    private static Column column(Execution execution, Table table) {
        if (!(execution.inputs().get("AttributeName") instanceof String name) || name.isBlank()) {
            throw missing("AttributeName", "the name of a column");
        }
        Column column = table.findColumn(name);
        if (column == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_NO_ATTRIBUTE, "'" + table.logicalName()
                    + "' entity doesn't contain attribute with Name = '" + name + "'.");
        }
        if (!column.isLocalizable()) {
            throw new ServiceException(ErrorCode.ATTRIBUTE_DOES_NOT_SUPPORT_LOCALIZED_LABELS, "The column '" + name
                    + "' of '" + table.logicalName() + "' does not support localized labels.");
        }
        return column;
    }

    private @Nullable String text(Execution execution, AccessRight right, Table table, UUID id, Column column) {
        QueryScope all = execution.systemScope();
        var reachable = new QueryScope(all.metadata(),
                (queried, alias) -> execution.authorizer().reachable(right, queried, alias), all.work(), all.format(),
                all.limits(), all.caller(), all.calendar());
        ColumnSet columns = ColumnSet.of(column.logicalName());
        Entity row = queries.retrieve(table, id, columns, List.of(), reachable);
        if (row == null) {
            throw queries.retrieve(table, id, columns, List.of(), all) == null
                    ? new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST,
                            table.logicalName() + " With Id = " + id + " Does Not Exist")
                    : execution.authorizer().deniedRow(right, table, id);
        }
        return row.get(column.logicalName(), String.class);
    }

    static ServiceException missing(String parameter, String what) {
        return new ServiceException(ErrorCode.INVALID_ARGUMENT,
                "The parameter '" + parameter + "' must be " + what + ".");
    }
}
