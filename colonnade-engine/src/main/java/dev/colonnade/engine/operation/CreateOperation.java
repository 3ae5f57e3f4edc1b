package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import java.util.UUID;

/// `Create`: one row, with the rows nested in it and the links asked for, all or nothing.
///
/// In: `Target` Entity. Out: `id` Guid.
final class CreateOperation implements Operation {

    private final RowWriter writer;
    private final Associations associations;

    CreateOperation(RowWriter writer, Associations associations) {
        this.writer = writer;
        this.associations = associations;
    }

    @Override
    public AccessRight right() {
        return AccessRight.CREATE;
    }

    @Override
    public boolean isSingleStatement(Execution execution) {
        return execution.inputs().get("Target") instanceof Entity target
                && PlainTargets.isPlain(execution.table(), target);
    }

    @Override
    public void execute(Execution execution) {
        Entity target = Targets.entity(execution);
        Table table = execution.table();
        Targets.requireMessage(execution, table);
        requireSize(execution, target);
        UUID id = id(target, table);
        execution.primaryId(id);
        target.id(id);
        associations.createParents(execution, target);
        writer.insert(execution, target, id);
        associations.createChildren(execution, target, id);
        associations.linkExisting(execution, target, id);
        execution.outputs().set("id", id);
    }

    private static UUID id(Entity target, Table table) {
        UUID id = target.id();
        Object given = target.get(table.primaryId());
        if (id == null && given instanceof UUID uuid) {
            id = uuid;
        }
        return id == null || (id.getMostSignificantBits() == 0 && id.getLeastSignificantBits() == 0)
                ? RowIds.next()
                : id;
    }

    private static void requireSize(Execution execution, Entity target) {
        int rows = rows(target);
        if (rows > execution.limits().deepInsertRows()) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "One create may hold " + execution.limits().deepInsertRows()
                            + " rows at most, this one holds " + rows + ".");
        }
    }

    private static int rows(Entity entity) {
        int rows = 1;
        for (var related : entity.relatedEntities().values()) {
            for (Entity row : related) {
                rows += rows(row);
            }
        }
        return rows;
    }
}
