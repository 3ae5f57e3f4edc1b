package dev.colonnade.engine.solution;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.List;

/// Protects components of managed solutions whose publisher has closed them. The server's own writes, which bring such components
/// in and take them away, are not concerned. Source: reference/custom-api.md, "Customization, managed solutions".
final class ManagedRules {

    private final QueryRunner queries;

    ManagedRules(QueryRunner queries) {
        this.queries = queries;
    }

    static boolean applyTo(Table table) {
        return table.definition().solutionAware() && table.hasColumn("ismanaged") && table.hasColumn("iscustomizable");
    }

    void beforeUpdate(Execution execution) {
        requireCustomizable(execution, "changed");
    }

    void beforeDelete(Execution execution) {
        requireCustomizable(execution, "deleted");
    }

    private void requireCustomizable(Execution execution, String participle) {
        if (execution.caller().isSystem()) {
            return;
        }
        Entity row = queries.retrieve(execution.table(), execution.primaryId(),
                ColumnSet.of("ismanaged", "iscustomizable"), List.of(), execution.systemScope());
        if (row != null && isClosed(row)) {
            throw new ServiceException(ErrorCode.MANAGED_PROPERTY_PREVENTS_CHANGE,
                    "The row " + execution.primaryId() + " of '" + execution.table().logicalName()
                            + "' came with a managed solution that does not allow it to be " + participle
                            + " (iscustomizable is false).");
        }
    }

    static boolean isClosed(Entity row) {
        return Boolean.TRUE.equals(row.get("ismanaged"))
                && row.get("iscustomizable") instanceof BooleanManagedProperty property && !property.value();
    }
}
