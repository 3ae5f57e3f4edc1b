package dev.colonnade.testkit;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.ParameterCollection;
import dev.colonnade.sdk.Relationship;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.QueryBase;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Rows in memory, for unit tests of plug-ins. A query gives all rows of its table unless the test answers it; whatever needs
/// conditions, links or rights is better tested with a [ColonnadeTest].
public final class FakeOrganizationService implements OrganizationService {

    private static final int OBJECT_DOES_NOT_EXIST = 0x80040217;

    private final Map<EntityReference, Entity> rows = new LinkedHashMap<>();
    private final List<OrganizationRequest> requests = new ArrayList<>();
    private Function<QueryBase, EntityCollection> queries = this::allRows;
    private Function<OrganizationRequest, ParameterCollection> messages = request -> new ParameterCollection();

    /// Puts a row there.
    public FakeOrganizationService with(Entity row) {
        rows.put(new EntityReference(row.logicalName(), row.id()), row);
        return this;
    }

    /// Answers queries.
    public FakeOrganizationService answeringQueries(Function<QueryBase, EntityCollection> answer) {
        queries = answer;
        return this;
    }

    /// Answers requests by the properties of their response.
    public FakeOrganizationService answering(Function<OrganizationRequest, ParameterCollection> answer) {
        messages = answer;
        return this;
    }

    /// The rows of a table, in the order in which they came.
    public List<Entity> rows(String table) {
        return rows.values().stream().filter(row -> row.logicalName().equals(table)).toList();
    }

    /// Requests that were executed, but for the shorthands.
    public List<OrganizationRequest> requests() {
        return List.copyOf(requests);
    }

    private EntityCollection allRows(QueryBase query) {
        return query instanceof QueryExpression expression
                ? new EntityCollection(expression.entityName(), rows(expression.entityName()))
                : new EntityCollection();
    }

    @Override
    public UUID create(Entity entity) {
        UUID given = entity.id();
        UUID id = given == null ? UUID.randomUUID() : given;
        var row = new Entity(entity.logicalName(), id);
        row.attributes().putAll(entity.attributes());
        with(row);
        return id;
    }

    @Override
    public Entity retrieve(String entityName, UUID id, ColumnSet columnSet) {
        Entity row = require(entityName, id);
        var copy = new Entity(entityName, id);
        row.attributes().forEach((column, value) -> {
            if (value != null && (columnSet.allColumns() || columnSet.columns().contains(column))) {
                copy.set(column, value);
            }
        });
        return copy;
    }

    private Entity require(String entityName, UUID id) {
        Entity row = rows.get(new EntityReference(entityName, id));
        if (row == null) {
            throw new OrganizationServiceException(OBJECT_DOES_NOT_EXIST,
                    "Entity '" + entityName + "' With Id = " + id + " Does Not Exist");
        }
        return row;
    }

    @Override
    public EntityCollection retrieveMultiple(QueryBase query) {
        return queries.apply(query);
    }

    @Override
    public void update(Entity entity) {
        UUID id = entity.toEntityReference().requireId();
        require(entity.logicalName(), id).attributes().putAll(entity.attributes());
    }

    @Override
    public void delete(String entityName, UUID id) {
        require(entityName, id);
        rows.remove(new EntityReference(entityName, id));
    }

    @Override
    public void associate(String entityName, UUID entityId, Relationship relationship,
            Collection<EntityReference> relatedEntities) {
        execute(new OrganizationRequest("Associate").set("Target", new EntityReference(entityName, entityId))
                .set("Relationship", relationship).set("RelatedEntities", relatedEntities));
    }

    @Override
    public void disassociate(String entityName, UUID entityId, Relationship relationship,
            Collection<EntityReference> relatedEntities) {
        execute(new OrganizationRequest("Disassociate").set("Target", new EntityReference(entityName, entityId))
                .set("Relationship", relationship).set("RelatedEntities", relatedEntities));
    }

    @Override
    public OrganizationResponse execute(OrganizationRequest request) {
        requests.add(request);
        return new OrganizationResponse(request.requestName(), messages.apply(request));
    }
}
