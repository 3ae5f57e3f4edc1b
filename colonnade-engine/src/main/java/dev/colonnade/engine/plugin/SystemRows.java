package dev.colonnade.engine.plugin;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads and writes rows as part of a running message, with all rights: what belongs to a registration does not depend on
/// what the caller may see. Writes run the rules of their tables.
final class SystemRows {

    private final Execution execution;

    SystemRows(Execution execution) {
        this.execution = execution;
    }

    List<Entity> list(QueryExpression query) {
        return execution.executeInternal(new OrganizationRequest("RetrieveMultiple").set("Query", query)).results()
                .require("BusinessEntityCollection", EntityCollection.class).entities();
    }

    /// The rows whose column has a value.
    List<Entity> list(String table, String column, Object value, String... columns) {
        return list(new QueryExpression(table).columns(columns).where(column, ConditionOperator.EQUAL, value));
    }

    /// The row of an id; `null` when there is none.
    @Nullable
    Entity find(String table, UUID id, String... columns) {
        return first(list(table, table + "id", id, columns));
    }

    static @Nullable Entity first(List<Entity> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }

    UUID create(Entity row) {
        return execution.executeInternal(new OrganizationRequest("Create").set("Target", row)).results()
                .require("id", UUID.class);
    }

    void update(Entity row) {
        execution.executeInternal(new OrganizationRequest("Update").set("Target", row));
    }

    /// Writes the columns whose wanted value differs from the stored one.
    ///
    /// @return whether there was any
    boolean updateWhereDifferent(Entity stored, Entity wanted) {
        var change = new Entity(stored.logicalName(), stored.id());
        wanted.attributes().forEach((column, value) -> {
            if (!Objects.equals(stored.get(column), value)) {
                change.set(column, value);
            }
        });
        if (change.attributes().isEmpty()) {
            return false;
        }
        update(change);
        return true;
    }

    void delete(String table, UUID id) {
        execution.executeInternal(
                new OrganizationRequest("Delete").set("Target", new EntityReference(table, id)));
    }

    static UUID id(Entity row) {
        return Objects.requireNonNull(row.id());
    }
}
