package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.Relationship;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Answers requests for links between rows (`/$ref`).
///
/// Source: reference/web-api.md, "Associate and disassociate".
final class LinkHandler {

    private static final String ID = "@odata.id";

    private final Exchange exchange;

    LinkHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    WebResponse links(Resource.Links links) {
        return links.navigation() instanceof Navigation.ToOne toOne ? lookup(links, toOne) : collection(links);
    }

    private WebResponse lookup(Resource.Links links, Navigation.ToOne navigation) {
        return switch (exchange.request().method()) {
            case "GET" -> getLookup(links, navigation);
            case "PUT" -> setLookup(links, navigation, linkOfBody(links));
            case "DELETE" -> setLookup(links, navigation, null);
            default -> throw exchange.methodNotAllowed();
        };
    }

    private WebResponse getLookup(Resource.Links links, Navigation.ToOne navigation) {
        EntityReference lookup = exchange.follow(exchange.reference(links.row()), navigation,
                exchange.metadata().table(navigation.target()));
        if (lookup == null) {
            return WebResponse.noContent();
        }
        Table table = exchange.metadata().table(lookup.logicalName());
        return Exchange.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", exchange.root().context("#$ref"));
            json.writeStringProperty(ID, exchange.root().row(table, lookup.requireId()));
            json.writeEndObject();
        });
    }

    private WebResponse setLookup(Resource.Links links, Navigation.ToOne navigation, @Nullable EntityReference value) {
        EntityReference row = exchange.reference(links.row());
        var target = new Entity(row.logicalName(), row.id());
        target.keyAttributes().putAll(row.keyAttributes());
        target.set(navigation.relationship().column(), value);
        exchange.execute(new OrganizationRequest("Update").set("Target", target));
        return WebResponse.noContent();
    }

    private WebResponse collection(Resource.Links links) {
        return switch (exchange.request().method()) {
            case "GET" -> {
                if (links.related() != null) {
                    throw exchange.methodNotAllowed();
                }
                yield new CollectionHandler(exchange).links(links.row(), links.navigation());
            }
            case "POST" -> {
                if (links.related() != null) {
                    throw exchange.methodNotAllowed();
                }
                yield send("Associate", links, linkOfBody(links));
            }
            case "DELETE" -> send("Disassociate", links, related(links));
            default -> throw exchange.methodNotAllowed();
        };
    }

    private EntityReference related(Resource.Links links) {
        RowAddress.Keyed related = links.related();
        if (related != null) {
            return related.reference();
        }
        String link = exchange.query().find("$id");
        if (link == null || link.isEmpty()) {
            throw new ServiceException(ErrorCode.BAD_URI, "The query option '$id' must name the record whose link to '"
                    + links.navigation().name() + "' is removed.");
        }
        return exchange.links().read(link, links.row().table(), links.navigation());
    }

    private WebResponse send(String message, Resource.Links links, EntityReference related) {
        EntityReference row = exchange.reference(links.row());
        exchange.execute(new OrganizationRequest(message)
                .set("Target", new EntityReference(row.logicalName(), exchange.id(row)))
                .set("Relationship", relationship(links.navigation()))
                .set("RelatedEntities", List.of(related)));
        return WebResponse.noContent();
    }

    private static Relationship relationship(Navigation navigation) {
        return switch (navigation) {
            case Navigation.ToOne(var relationship) ->
                new Relationship(relationship.schemaName(), Relationship.EntityRole.REFERENCING);
            case Navigation.ToMany(var relationship) -> new Relationship(relationship.schemaName(),
                    relationship.referencedTable().equals(relationship.referencingTable())
                            ? Relationship.EntityRole.REFERENCED
                            : null);
            case Navigation.Many(var pairs, var fromFirst) -> new Relationship(pairs.schemaName(),
                    pairs.entity1().equals(pairs.entity2())
                            ? fromFirst ? Relationship.EntityRole.REFERENCING : Relationship.EntityRole.REFERENCED
                            : null);
        };
    }

    /// `{"@odata.id":"accounts(GUID)"}`
    private EntityReference linkOfBody(Resource.Links links) {
        Table table = links.row().table();
        String link = exchange.body(table.entitySetName()).read(parser -> link(parser, table.entitySetName()));
        return exchange.links().read(link, table, links.navigation());
    }

    private static String link(JsonParser parser, String subject) {
        String link = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            String name = parser.nextName();
            while (name != null) {
                parser.nextToken();
                if (name.equals(ID) && parser.currentToken() == JsonToken.VALUE_STRING) {
                    link = parser.getString();
                } else {
                    parser.skipChildren();
                }
                name = parser.nextName();
            }
        } else {
            parser.skipChildren();
        }
        if (link == null) {
            throw JsonBodies.badPayload(subject, "The member '" + ID + "' with the URL of a record is missing.");
        }
        return link;
    }
}
