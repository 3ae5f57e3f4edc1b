package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.server.webapi.EntityReader.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Answers requests for one row, one of its columns, or the row that one of its lookups points to.
///
/// Source: reference/web-api.md, "Retrieve", "Update, upsert, delete", "ETags and conditions".
final class RowHandler {

    private static final int IF_ROW_VERSION_MATCHES = 1;

    private final Exchange exchange;

    RowHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    WebResponse row(RowAddress address) {
        return switch (exchange.request().method()) {
            case "GET" -> get(exchange.reference(address), address.table());
            case "PATCH" -> patch(address);
            case "DELETE" -> delete(address);
            default -> throw exchange.methodNotAllowed();
        };
    }

    WebResponse single(Resource.Single single) {
        if (!exchange.request().method().equals("GET")) {
            throw exchange.methodNotAllowed();
        }
        Table target = exchange.metadata().table(single.navigation().target());
        EntityReference row = exchange.findReference(single.row());
        EntityReference lookup = row == null ? null : exchange.follow(row, single.navigation(), target);
        return lookup == null
                ? WebResponse.noContent()
                : get(lookup, exchange.metadata().table(lookup.logicalName()));
    }

    private WebResponse get(EntityReference row, Table table) {
        OptionClauses clauses = exchange.queryOptions();
        ReadPlan plan = exchange.recordPlan(table, clauses);
        Entity entity = exchange.retrieve(row, plan);
        return isUnchanged(entity, clauses) ? notModified(entity) : record(200, entity, plan.shape());
    }

    /// Expands and annotations may differ although the row does not.
    private boolean isUnchanged(Entity entity, OptionClauses clauses) {
        String known = Conditions.of(exchange.request()).knownVersion();
        return known != null && known.equals(entity.rowVersion()) && clauses.expand().isEmpty()
                && exchange.preferences().annotations().isEmpty();
    }

    private static WebResponse notModified(Entity entity) {
        return withEtag(WebResponse.notModified(), entity);
    }

    /// An answer that is one row.
    private WebResponse record(int status, Entity entity, ReadShape shape) {
        String columns = shape.contextList();
        String context = "#" + shape.table().entitySetName() + (columns.isEmpty() ? "" : "(" + columns + ")")
                + "/$entity";
        return withEtag(Exchange.json(status, json -> {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context(context));
            exchange.entityWriter().members(json, entity, shape, EntityWriter.Part.SINGLE_RECORD);
            json.writeEndObject();
        }), entity);
    }

    private static WebResponse withEtag(WebResponse response, Entity entity) {
        return entity.rowVersion() == null
                ? response
                : response.header("ETag", EntityWriter.etag(entity.rowVersion()));
    }

    WebResponse create(Table table) {
        OptionClauses clauses = exchange.queryOptions();
        ReadPlan plan = exchange.recordPlan(table, clauses);
        Entity entity = exchange.body(table.entitySetName())
                .read(parser -> exchange.entityReader(Purpose.CREATE, table).read(parser, table));
        OrganizationResponse created = exchange.execute(new OrganizationRequest("Create").set("Target", entity));
        var reference = new EntityReference(table.logicalName(), created.results().require("id", java.util.UUID.class));
        String url = exchange.root().row(table, reference.requireId());
        return exchange.preferences().returnsRepresentation()
                ? record(201, exchange.retrieve(reference, plan), plan.shape()).about(url)
                : located(url);
    }

    private static WebResponse located(String url) {
        return WebResponse.noContent().header("Location", url).header("OData-EntityId", url).about(url);
    }

    /// Without a condition it creates the row when it is not there.
    private WebResponse patch(RowAddress address) {
        Table table = address.table();
        // Expands are no part of what an update answers. Source: reference/web-api.md, "Update, upsert, delete".
        OptionClauses clauses = exchange.queryOptions();
        ReadPlan plan = exchange.recordPlan(table, clauses.ofSelection());
        Conditions conditions = Conditions.of(exchange.request());
        boolean isUpdate = conditions.version() != null || !(address instanceof RowAddress.Keyed);
        Purpose purpose = isUpdate || conditions.mustExist() ? Purpose.UPDATE : Purpose.UPSERT;
        Entity body = exchange.body(table.entitySetName())
                .read(parser -> exchange.entityReader(purpose, table).read(parser, table));
        Entity target = addressed(body, exchange.reference(address));
        boolean isCreated = false;
        EntityReference row = target.toEntityReference();
        if (isUpdate) {
            update(target, conditions.version());
        } else {
            OrganizationResponse response = exchange.execute(upsert(target, conditions));
            isCreated = Boolean.TRUE.equals(response.get("RecordCreated", Boolean.class));
            row = Objects.requireNonNullElse(response.get("Target", EntityReference.class), row);
        }
        String url = address instanceof RowAddress.Keyed keyed
                ? exchange.root().row(keyed)
                : exchange.root().row(table, exchange.id(row));
        return exchange.preferences().returnsRepresentation()
                ? record(isCreated ? 201 : 200, exchange.retrieve(row, plan), plan.shape()).about(url)
                : located(url);
    }

    private static OrganizationRequest upsert(Entity target, Conditions conditions) {
        var request = new OrganizationRequest("Upsert").set("Target", target);
        if (conditions.mustNotExist()) {
            request.set("UpsertMode", "CreateOnly");
        } else if (conditions.mustExist()) {
            request.set("UpsertMode", "UpdateOnly");
        }
        return request;
    }

    /// What the URL says of the row's id or key goes before the body.
    private static Entity addressed(Entity body, EntityReference reference) {
        var target = new Entity(body.logicalName(), reference.id());
        target.keyAttributes().putAll(reference.keyAttributes());
        target.attributes().putAll(body.attributes());
        target.relatedEntities().putAll(body.relatedEntities());
        return target;
    }

    private void update(Entity target, @Nullable String version) {
        var request = new OrganizationRequest("Update").set("Target", target.rowVersion(version));
        if (version != null) {
            request.set("ConcurrencyBehavior", IF_ROW_VERSION_MATCHES);
        }
        exchange.execute(request);
    }

    private WebResponse delete(RowAddress address) {
        String version = Conditions.of(exchange.request()).version();
        EntityReference row = exchange.reference(address);
        EntityReference target = addressed(new Entity(row.logicalName()), row).rowVersion(version).toEntityReference();
        var request = new OrganizationRequest("Delete").set("Target", target);
        if (version != null) {
            request.set("ConcurrencyBehavior", IF_ROW_VERSION_MATCHES);
        }
        exchange.execute(request);
        return WebResponse.noContent();
    }

    WebResponse property(Resource.Property property) {
        EntityReference row = exchange.reference(property.row());
        Column column = property.column();
        return switch (exchange.request().method()) {
            case "GET" -> getProperty(property, row);
            case "PUT" -> {
                Object value = exchange.body(property.row().table().entitySetName())
                        .read(parser -> propertyValue(parser, column, property.row().table()));
                yield setProperty(property, row, value);
            }
            case "DELETE" -> setProperty(property, row, null);
            default -> throw exchange.methodNotAllowed();
        };
    }

    private WebResponse getProperty(Resource.Property property, EntityReference row) {
        Column column = property.column();
        Entity entity = exchange.retrieve(row, ColumnSet.of(column.logicalName()));
        Object value = column.logicalName().equals(property.row().table().primaryId())
                ? entity.id()
                : entity.get(column.logicalName());
        if (value == null) {
            return WebResponse.noContent();
        }
        if (property.isRaw()) {
            return value instanceof byte[] bytes
                    ? WebResponse.of(200, "application/octet-stream", bytes)
                    : WebResponse.of(200, "text/plain",
                            ValueWriter.text(value).getBytes(StandardCharsets.UTF_8));
        }
        Table table = property.row().table();
        String key = property.row() instanceof RowAddress.Keyed keyed ? keyed.keyText() : String.valueOf(row.id());
        return withEtag(Exchange.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context(
                    "#" + table.entitySetName() + "(" + key + ")/" + EdmNames.property(column)));
            json.writeName("value");
            exchange.entityWriter().values().write(json, value);
            json.writeEndObject();
        }), entity);
    }

    /// `{"value":"x"}`
    private static @Nullable Object propertyValue(JsonParser parser, Column column, Table table) {
        String subject = table.entitySetName();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonBodies.badPayload(subject, "A JSON object with the member 'value' is expected.");
        }
        Object value = null;
        boolean isGiven = false;
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            if (name.equals("value")) {
                value = ColumnReader.read(parser, column, subject);
                isGiven = true;
            } else if (name.indexOf('@') >= 0) {
                parser.skipChildren();
            } else {
                throw JsonBodies.badPayload(subject, "The member '" + name + "' is not expected beside 'value'.");
            }
            name = parser.nextName();
        }
        if (!isGiven) {
            throw JsonBodies.badPayload(subject, "The member 'value' is missing.");
        }
        return value;
    }

    private WebResponse setProperty(Resource.Property property, EntityReference row, @Nullable Object value) {
        Column column = property.column();
        if (property.isRaw()) {
            throw exchange.methodNotAllowed();
        }
        if (column.type().isLookup() || !column.isValidForUpdate()) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, "The property '" + EdmNames.property(column)
                    + "' of '" + property.row().table().logicalName() + "' cannot be set.");
        }
        Entity target = addressed(new Entity(row.logicalName()).set(column.logicalName(), value), row);
        update(target, Conditions.of(exchange.request()).version());
        return WebResponse.noContent();
    }
}
