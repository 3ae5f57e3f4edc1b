package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Before anything else sees the target of a write, takes out of it what the caller may not set: a value for a column that is
/// not valid for the operation is ignored. What steps and rules add later stays.
///
/// Source: reference/tables-and-metadata.md, "AttributeMetadata: common properties".
final class WritableColumns {

    private WritableColumns() {}

    static List<Step> rules() {
        return List.of(
                Step.rule("Columns valid for create", "Create", null, 5,
                        execution -> strip(execution, Column::isValidForCreate)),
                Step.rule("Columns valid for update", "Update", null, 5,
                        execution -> strip(execution, Column::isValidForUpdate)));
    }

    private static void strip(Execution execution, Predicate<Column> isValid) {
        Entity target = Targets.entity(execution);
        Table table = execution.table();
        var copy = new Entity(target.logicalName(), target.id()).rowVersion(target.rowVersion());
        copy.keyAttributes().putAll(target.keyAttributes());
        copy.relatedEntities().putAll(target.relatedEntities());
        for (Map.Entry<String, @Nullable Object> attribute : target.attributes().entrySet()) {
            Column column = table.findColumn(attribute.getKey());
            if (column == null) {
                requireNavigation(execution, table, attribute.getKey(), attribute.getValue());
                copy.set(attribute.getKey(), attribute.getValue());
            } else if (execution.caller().isSystem() || isValid.test(column)
                    || column.logicalName().equals(table.primaryId())) {
                copy.set(attribute.getKey(), attribute.getValue());
            }
        }
        execution.inputs().set("Target", copy);
    }

    private static void requireNavigation(Execution execution, Table table, String name, @Nullable Object value) {
        if (!(value instanceof List<?>) || execution.metadata().findNavigation(table.logicalName(), name) == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_NO_ATTRIBUTE, "'" + table.logicalName()
                    + "' entity doesn't contain attribute with Name = '" + name + "' and NameMapping = 'Logical'.");
        }
    }
}
