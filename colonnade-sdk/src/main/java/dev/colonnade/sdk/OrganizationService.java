package dev.colonnade.sdk;

import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.QueryBase;
import java.util.Collection;
import java.util.UUID;

/// Runs messages for one user, with that user's rights. The seven shorthands are calls of [#execute(OrganizationRequest)].
/// Each call throws [OrganizationServiceException] when the message fails.
public interface OrganizationService {

    /// Creates a row, with its related rows, and returns its id.
    UUID create(Entity entity);

    /// Reads one row.
    Entity retrieve(String entityName, UUID id, ColumnSet columnSet);

    /// Reads the rows of a query, at most one page.
    EntityCollection retrieveMultiple(QueryBase query);

    /// Writes the columns that are set; a column set to `null` is cleared.
    void update(Entity entity);

    void delete(String entityName, UUID id);

    /// Links rows to a row through a relationship.
    void associate(String entityName, UUID entityId, Relationship relationship,
            Collection<EntityReference> relatedEntities);

    /// Takes links away again.
    void disassociate(String entityName, UUID entityId, Relationship relationship,
            Collection<EntityReference> relatedEntities);

    OrganizationResponse execute(OrganizationRequest request);
}
