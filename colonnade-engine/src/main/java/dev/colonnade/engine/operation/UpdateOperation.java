package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `Update`: writes the columns that the target holds.
///
/// In: `Target` Entity with id or key values, and with its row version when `ConcurrencyBehavior` is 1.
final class UpdateOperation implements Operation {

    static final int IF_ROW_VERSION_MATCHES = 1;

    private final RowWriter writer;
    private final References references;

    UpdateOperation(RowWriter writer, References references) {
        this.writer = writer;
        this.references = references;
    }

    @Override
    public AccessRight right() {
        return AccessRight.WRITE;
    }

    @Override
    public boolean isSingleStatement(Execution execution) {
        return execution.inputs().get("Target") instanceof Entity target && target.id() != null
                && PlainTargets.isPlain(execution.table(), target);
    }

    @Override
    public void execute(Execution execution) {
        Entity target = Targets.entity(execution);
        Table table = execution.table();
        Targets.requireMessage(execution, table);
        if (!target.relatedEntities().isEmpty()
                || target.attributes().values().stream().anyMatch(List.class::isInstance)) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "Related rows cannot be part of an update of '" + table.logicalName() + "'.");
        }
        UUID id = id(execution, target, table);
        execution.primaryId(id);
        writer.update(execution, target, id, expectedVersion(execution, target));
    }

    private UUID id(Execution execution, Entity target, Table table) {
        if (target.id() != null || !target.keyAttributes().isEmpty()) {
            return references.id(target.toEntityReference(), execution);
        }
        if (target.get(table.primaryId()) instanceof UUID id) {
            return id;
        }
        throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "Entity Id must be specified for Update");
    }

    private static @Nullable String expectedVersion(Execution execution, Entity target) {
        Integer behavior = Targets.optional(execution, "ConcurrencyBehavior", Integer.class);
        if (behavior == null || behavior != IF_ROW_VERSION_MATCHES) {
            return null;
        }
        if (target.rowVersion() == null) {
            throw new ServiceException(ErrorCode.CONCURRENCY_VERSION_NOT_PROVIDED,
                    "The RowVersion property must be provided when the value of ConcurrencyBehavior is IfVersionMatches.");
        }
        return target.rowVersion();
    }
}
