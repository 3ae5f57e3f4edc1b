package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `Upsert`: updates the row that the target addresses by id or key values, or creates it.
///
/// In: `Target` Entity; `UpsertMode` String `CreateOnly` or `UpdateOnly` for a caller that allows one of the two. Out:
/// `RecordCreated` Boolean, `Target` EntityReference. Source: reference/web-api.md, "Update, upsert, delete".
final class UpsertOperation implements Operation {

    private final References references;

    UpsertOperation(References references) {
        this.references = references;
    }

    @Override
    public void execute(Execution execution) {
        Entity target = Targets.entity(execution);
        Table table = execution.table();
        Targets.requireMessage(execution, table);
        String mode = Targets.optional(execution, "UpsertMode", String.class);
        UUID existing = existing(execution, target, table);
        if (existing != null && "CreateOnly".equals(mode)) {
            throw new ServiceException(ErrorCode.DUPLICATE_RECORD, "A record with matching key values already exists.");
        }
        if (existing == null && "UpdateOnly".equals(mode)) {
            throw missing(table, target);
        }
        UUID id = existing != null ? update(execution, target, existing) : create(execution, target);
        execution.primaryId(id);
        execution.outputs().set("RecordCreated", existing == null);
        execution.outputs().set("Target", new EntityReference(table.logicalName(), id));
    }

    private @Nullable UUID existing(Execution execution, Entity target, Table table) {
        UUID id = target.id();
        if (id != null) {
            return references.exists(table, id, execution) ? id : null;
        }
        return references.findByKey(table, target.keyAttributes(), execution);
    }

    /// The columns of the key that addressed the row stay as they are.
    private static UUID update(Execution execution, Entity target, UUID id) {
        var changes = new Entity(target.logicalName(), id).rowVersion(target.rowVersion());
        changes.attributes().putAll(target.attributes());
        changes.relatedEntities().putAll(target.relatedEntities());
        target.keyAttributes().keySet().forEach(key -> changes.attributes().remove(column(key)));
        execution.executePart(new OrganizationRequest("Update").set("Target", changes));
        return id;
    }

    /// Key values of the address are given to columns that the target leaves out.
    private static UUID create(Execution execution, Entity target) {
        var row = new Entity(target.logicalName(), target.id());
        row.attributes().putAll(target.attributes());
        row.relatedEntities().putAll(target.relatedEntities());
        for (Map.Entry<String, @Nullable Object> key : target.keyAttributes().entrySet()) {
            row.attributes().putIfAbsent(column(key.getKey()),
                    keyValue(execution.table(), key.getKey(), key.getValue()));
        }
        return execution.executePart(new OrganizationRequest("Create").set("Target", row)).results().require("id",
                UUID.class);
    }

    private static @Nullable Object keyValue(Table table, String key, @Nullable Object value) {
        String column = column(key);
        return value instanceof UUID id && table.hasColumn(column) && table.column(column).type().isLookup()
                && table.column(column).targets().size() == 1
                        ? new EntityReference(table.column(column).targets().get(0), id)
                        : value;
    }

    /// The column that a key property of the Web API stands for: `_x_value` for the lookup `x`.
    private static String column(String key) {
        return key.startsWith("_") && key.endsWith("_value") ? key.substring(1, key.length() - "_value".length()) : key;
    }

    private static ServiceException missing(Table table, Entity target) {
        UUID id = target.id();
        return id != null
                ? Targets.notFound(table, id)
                : new ServiceException(ErrorCode.RECORD_NOT_FOUND_BY_ENTITY_KEY,
                        "A record with the specified key values does not exist in " + table.logicalName() + " entity");
    }
}
