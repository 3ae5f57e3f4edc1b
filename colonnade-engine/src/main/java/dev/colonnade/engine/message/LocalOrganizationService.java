package dev.colonnade.engine.message;

import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.Relationship;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.QueryBase;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// The organization service without a wire between: each call is a message for the executor. A [ServiceException] leaves as
/// the SDK's [OrganizationServiceException] with the same number, and is its cause.
public final class LocalOrganizationService implements OrganizationService {

    private final Function<OrganizationRequest, OrganizationResponse> execute;

    /// @param execute runs a request with the rights of the service's user
    public LocalOrganizationService(Function<OrganizationRequest, OrganizationResponse> execute) {
        this.execute = execute;
    }

    @Override
    public UUID create(Entity entity) {
        return execute(new OrganizationRequest("Create").set("Target", entity)).results().require("id", UUID.class);
    }

    @Override
    public Entity retrieve(String entityName, UUID id, ColumnSet columnSet) {
        return execute(new OrganizationRequest("Retrieve").set("Target", new EntityReference(entityName, id))
                .set("ColumnSet", columnSet)).results().require("BusinessEntity", Entity.class);
    }

    @Override
    public EntityCollection retrieveMultiple(QueryBase query) {
        return execute(new OrganizationRequest("RetrieveMultiple").set("Query", query)).results()
                .require("BusinessEntityCollection", EntityCollection.class);
    }

    @Override
    public void update(Entity entity) {
        execute(new OrganizationRequest("Update").set("Target", entity));
    }

    @Override
    public void delete(String entityName, UUID id) {
        execute(new OrganizationRequest("Delete").set("Target", new EntityReference(entityName, id)));
    }

    @Override
    public void associate(String entityName, UUID entityId, Relationship relationship,
            Collection<EntityReference> relatedEntities) {
        execute(link("Associate", entityName, entityId, relationship, relatedEntities));
    }

    @Override
    public void disassociate(String entityName, UUID entityId, Relationship relationship,
            Collection<EntityReference> relatedEntities) {
        execute(link("Disassociate", entityName, entityId, relationship, relatedEntities));
    }

    private static OrganizationRequest link(String message, String entityName, UUID entityId, Relationship relationship,
            Collection<EntityReference> relatedEntities) {
        return new OrganizationRequest(message).set("Target", new EntityReference(entityName, entityId))
                .set("Relationship", relationship).set("RelatedEntities", List.copyOf(relatedEntities));
    }

    @Override
    public OrganizationResponse execute(OrganizationRequest request) {
        try {
            return execute.apply(request);
        } catch (ServiceException e) {
            throw new OrganizationServiceException(e.number(), e.getMessage(), e);
        }
    }
}
