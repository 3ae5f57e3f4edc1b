package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the JSON of a row, token by token: columns, `@odata.bind`, and rows nested in it. Annotations are passed over, and so is
/// the value of a column that may not be written, because clients send back what they have read.
///
/// Source: reference/web-api.md, "JSON of every column type", "Create".
final class EntityReader {

    private static final String BIND = "@odata.bind";
    private static final String ID = "@odata.id";
    private static final String TYPE = "@odata.type";

    private final MetadataSnapshot metadata;
    private final RowLinks links;
    private final Purpose purpose;
    private final String subject;

    /// @param subject entity set or operation that the body belongs to, for messages
    EntityReader(MetadataSnapshot metadata, RowLinks links, Purpose purpose, String subject) {
        this.metadata = metadata;
        this.links = links;
        this.purpose = purpose;
        this.subject = subject;
    }

    /// What a row is read for.
    enum Purpose {
        CREATE,
        UPDATE,
        /// An update that creates the row when it is not there; the engine leaves out what does not fit the case.
        UPSERT,
        /// An argument of an operation: every column may be given.
        ARGUMENT
    }

    /// The row at the parser's token.
    ///
    /// @throws ServiceException [ErrorCode#BAD_PAYLOAD] or [ErrorCode#ODATA], naming the property
    Entity read(JsonParser parser, Table table) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonBodies.badPayload(subject, "A JSON object is expected.");
        }
        var entity = new Entity(table.logicalName());
        String name = parser.nextName();
        while (name != null) {
            parser.nextToken();
            property(parser, table, entity, name);
            name = parser.nextName();
        }
        return entity;
    }

    private void property(JsonParser parser, Table table, Entity entity, String name) {
        int at = name.indexOf('@');
        if (at >= 0) {
            annotation(parser, table, entity, name, at);
            return;
        }
        Column column = EdmNames.findColumn(table, name);
        Navigation navigation = metadata.findNavigation(table.logicalName(), name);
        if (name.equals(table.primaryId()) || (name.equals("ownerid") && EdmNames.isPrincipal(table))) {
            primaryKey(parser, table, entity);
        } else if (navigation != null && (column == null || column.type().isLookup())) {
            nested(parser, table, entity, navigation);
        } else if (column != null) {
            column(parser, entity, column);
        } else if (isHidden(table, name)) {
            parser.skipChildren();
        } else {
            throw unknownProperty(table, name);
        }
    }

    /// A column that cannot be read may still be written.
    private boolean isHidden(Table table, String name) {
        Column column = table.findColumn(name);
        return column != null && !column.type().isLookup() && !column.isODataProperty() && purpose != Purpose.ARGUMENT;
    }

    private void annotation(JsonParser parser, Table table, Entity entity, String name, int at) {
        if (at > 0 && name.startsWith(BIND, at) && name.length() == at + BIND.length()) {
            bind(parser, table, entity, name.substring(0, at));
        } else if (purpose == Purpose.ARGUMENT && name.equals(TYPE)) {
            requireType(parser, table);
        } else if (purpose == Purpose.ARGUMENT && name.equals(ID)) {
            address(parser, table, entity);
        } else {
            parser.skipChildren();
        }
    }

    /// The row that an argument means, by id or by the values of a key.
    private void address(JsonParser parser, Table table, Entity entity) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw JsonBodies.badPayload(subject, "The annotation '" + ID + "' takes the URL of a record.");
        }
        EntityReference reference = links.read(parser.getString());
        if (!reference.logicalName().equals(table.logicalName())) {
            throw JsonBodies.badPayload(subject, "The link '" + parser.getString() + "' leads to a record of '"
                    + reference.logicalName() + "', not of '" + table.logicalName() + "'.");
        }
        if (reference.id() != null) {
            entity.id(reference.id());
        }
        entity.keyAttributes().putAll(reference.keyAttributes());
    }

    /// A parameter of a declared table takes no record of another.
    private void requireType(JsonParser parser, Table table) {
        String type = parser.currentToken() == JsonToken.VALUE_STRING ? EdmNames.localName(parser.getString()) : "";
        if (!type.equals(table.logicalName()) && !type.equals(EdmNames.BASE_ENTITY)) {
            throw JsonBodies.badPayload(subject, "Microsoft.OData.ODataException: A value with type '"
                    + EdmNames.NAMESPACE + type + "' was found where '" + EdmNames.typeName(table) + "' is expected.");
        }
    }

    private void primaryKey(JsonParser parser, Table table, Entity entity) {
        Column key = table.column(table.primaryId());
        Object value = ColumnReader.read(parser, key, subject);
        if (value instanceof UUID id) {
            entity.id(id);
            if (purpose == Purpose.CREATE) {
                entity.set(table.primaryId(), id);
            }
        }
    }

    private void column(JsonParser parser, Entity entity, Column column) {
        if (column.type().isLookup() || !isWritable(column)) {
            parser.skipChildren();
            return;
        }
        entity.set(column.logicalName(), ColumnReader.read(parser, column, subject));
    }

    private boolean isWritable(Column column) {
        return switch (purpose) {
            case CREATE -> column.isValidForCreate() && column.type() != ColumnType.FILE;
            case UPDATE -> column.isValidForUpdate() && column.type() != ColumnType.FILE;
            case UPSERT -> (column.isValidForCreate() || column.isValidForUpdate())
                    && column.type() != ColumnType.FILE;
            case ARGUMENT -> true;
        };
    }

    private void nested(JsonParser parser, Table table, Entity entity, Navigation navigation) {
        switch (parser.currentToken()) {
            case VALUE_NULL -> clear(table, entity, navigation);
            case START_OBJECT -> {
                if (!(navigation instanceof Navigation.ToOne)) {
                    throw JsonBodies.badPayload(subject, "The navigation property '" + navigation.name()
                            + "' takes an array.");
                }
                requireNesting(navigation);
                Table target = metadata.table(navigation.target());
                entity.relatedEntities().put(navigation.name(),
                        new EntityCollection(target.logicalName(), List.of(read(parser, target))));
            }
            case START_ARRAY -> {
                if (navigation instanceof Navigation.ToOne) {
                    throw JsonBodies.badPayload(subject, "The navigation property '" + navigation.name()
                            + "' takes an object.");
                }
                requireNesting(navigation);
                entity.relatedEntities().put(navigation.name(), rows(parser, metadata.table(navigation.target())));
            }
            default -> throw JsonBodies.badPayload(subject,
                    "The navigation property '" + navigation.name() + "' takes an object or an array.");
        }
    }

    private EntityCollection rows(JsonParser parser, Table table) {
        var rows = new ArrayList<Entity>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            rows.add(read(parser, table));
        }
        return new EntityCollection(table.logicalName(), rows);
    }

    private void requireNesting(Navigation navigation) {
        if (purpose == Purpose.UPDATE || purpose == Purpose.UPSERT) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, "Deep update of navigation properties is not allowed: '"
                    + navigation.name() + "' can be set on create only; use '" + navigation.name()
                    + "@odata.bind' or '/$ref' for links.");
        }
    }

    private void clear(Table table, Entity entity, Navigation navigation) {
        if (!(navigation instanceof Navigation.ToOne(var relationship))) {
            throw JsonBodies.badPayload(subject, "The navigation property '" + navigation.name() + "' takes an array.");
        }
        setLookup(table, entity, relationship.column(), null);
    }

    private void bind(JsonParser parser, Table table, Entity entity, String name) {
        Navigation navigation = metadata.findNavigation(table.logicalName(), name);
        if (navigation == null) {
            throw JsonBodies.badPayload(subject, "Microsoft.OData.ODataException: An undeclared property '" + name
                    + "' which only has property annotations in the payload but no property value was found in the"
                    + " payload. In OData, only declared navigation properties and declared named streams can be"
                    + " represented as properties without values.");
        }
        if (navigation instanceof Navigation.ToOne(var relationship)) {
            setLookup(table, entity, relationship.column(), link(parser, table, navigation));
        } else {
            requireNesting(navigation);
            entity.set(navigation.name(), linkList(parser, table, navigation));
        }
    }

    private void setLookup(Table table, Entity entity, String name, @Nullable EntityReference reference) {
        if (isWritable(table.column(name))) {
            entity.set(name, reference);
        }
    }

    private @Nullable EntityReference link(JsonParser parser, Table table, Navigation navigation) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> links.read(parser.getString(), table, navigation);
            default -> throw JsonBodies.badPayload(subject,
                    "The annotation '" + navigation.name() + BIND + "' takes the URL of a record.");
        };
    }

    private List<EntityReference> linkList(JsonParser parser, Table table, Navigation navigation) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw JsonBodies.badPayload(subject,
                    "The annotation '" + navigation.name() + BIND + "' takes an array of URLs of records.");
        }
        var references = new ArrayList<EntityReference>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            EntityReference reference = link(parser, table, navigation);
            if (reference == null) {
                throw JsonBodies.badPayload(subject,
                        "The annotation '" + navigation.name() + BIND + "' holds null among its URLs.");
            }
            references.add(reference);
        }
        return references;
    }

    /// Source: reference/web-api.md, "Errors of the OData layer".
    private static ServiceException unknownProperty(Table table, String name) {
        return new ServiceException(ErrorCode.ODATA, "An error occurred while validating input parameters:"
                + " Microsoft.Crm.CrmException: Invalid property '" + name + "' was found in entity '"
                + EdmNames.typeName(table) + "'. ---> Microsoft.OData.ODataException: Does not support untyped value in"
                + " non-open type.");
    }
}
