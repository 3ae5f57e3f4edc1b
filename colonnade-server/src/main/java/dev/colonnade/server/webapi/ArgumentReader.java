package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.Parameter;
import dev.colonnade.engine.message.ParameterType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Label;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.ParameterCollection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the parameters of an operation: those of an action from its body, those of a function from the URL. Belongs to one
/// request.
///
/// Source: reference/custom-api.md, "The 13 types"; reference/web-api.md, "Functions and actions".
final class ArgumentReader {

    private static final String TYPE = "@odata.type";
    private static final String ID = "@odata.id";
    private static final String NO_KEY = "EdmEntityObject passed should have the key property value set.";

    private final MetadataSnapshot metadata;
    private final RowLinks links;
    private final MessageDefinition message;
    private final EntityReader rows;
    private final OpenValues open;

    ArgumentReader(MetadataSnapshot metadata, RowLinks links, MessageDefinition message) {
        this.metadata = metadata;
        this.links = links;
        this.message = message;
        this.rows = new EntityReader(metadata, links, EntityReader.Purpose.ARGUMENT, message.name());
        this.open = new OpenValues(this, message.name());
    }

    /// The parameters of an action.
    ///
    /// @throws ServiceException [ErrorCode#BAD_PAYLOAD] for an undeclared one or a wrong type, with its name
    ParameterCollection body(JsonBodies.Source source) {
        return source.read(parser -> {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw JsonBodies.badPayload(message.name(), "A JSON object is expected.");
            }
            var parameters = new ParameterCollection();
            String name = parser.nextName();
            while (name != null) {
                parser.nextToken();
                if (name.indexOf('@') >= 0) {
                    parser.skipChildren();
                } else {
                    parameters.set(name, value(parser, source, declared(name)));
                }
                name = parser.nextName();
            }
            return parameters;
        });
    }

    /// The parameters of a function, inline or by alias.
    ParameterCollection arguments(List<PathSegment.Argument> arguments, Aliases aliases) {
        var parameters = new ParameterCollection();
        for (PathSegment.Argument argument : arguments) {
            String name = argument.name();
            if (name == null || parameters.contains(name)) {
                throw new ServiceException(ErrorCode.BAD_URI, "The arguments of '" + message.name()
                        + "' must be named, each once.");
            }
            Parameter parameter = declared(name);
            Literal literal = aliases.literal(argument.value());
            if (!(literal instanceof Literal.Null)) {
                parameters.set(name, argument(parameter, literal));
            }
        }
        return parameters;
    }

    private Parameter declared(String name) {
        Parameter parameter = message.findParameter(name);
        if (parameter == null) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, "The parameter '" + name
                    + "' in the request payload is not a valid parameter for the operation '" + message.name() + "'.");
        }
        return parameter;
    }

    private @Nullable Object value(JsonParser parser, JsonBodies.Source source, Parameter parameter) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        String subject = message.name();
        Object value = switch (parameter.type()) {
            case BOOLEAN -> ColumnReader.findTruth(parser);
            case DATE_TIME ->
                JsonScalars.then(ColumnReader.findText(parser), text -> DateTimes.readInstant(text, parameter.name()));
            case DECIMAL -> ColumnReader.findDecimal(parser, subject);
            case FLOAT -> JsonScalars.then(ColumnReader.findDecimal(parser, subject), number -> number.doubleValue());
            case INTEGER -> ColumnReader.findInteger(parser, subject);
            case MONEY -> JsonScalars.then(ColumnReader.findDecimal(parser, subject), amount -> new Money(amount));
            case PICKLIST ->
                JsonScalars.then(ColumnReader.findInteger(parser, subject), option -> new OptionSetValue(option));
            case STRING -> ColumnReader.findText(parser);
            case GUID -> JsonScalars.then(ColumnReader.findText(parser), text -> JsonScalars.findGuid(text));
            case STRING_ARRAY -> stringArray(JsonBodies.value(parser, source));
            case ENTITY -> parser.currentToken() == JsonToken.START_OBJECT ? entity(parser, source, parameter) : null;
            case ENTITY_COLLECTION ->
                parser.currentToken() == JsonToken.START_ARRAY ? collection(parser, source, parameter) : null;
            case ENTITY_REFERENCE -> JsonBodies.value(parser, source) instanceof JsonValue.Object object
                    ? reference(object, parameter)
                    : null;
            case LABEL, LOCALIZED_LABELS -> labels(JsonBodies.value(parser, source), parameter);
            case RECORD_COUNTS, GUID_ARRAY, INTERNAL -> throw noWireForm(parameter);
        };
        if (value == null) {
            throw wrongType(parameter);
        }
        return value;
    }

    private Object argument(Parameter parameter, Literal literal) {
        Object value = switch (literal) {
            case Literal.Json(var json) -> jsonArgument(parameter, json);
            case Literal.Bool(var truth) -> parameter.type() == ParameterType.BOOLEAN ? truth : null;
            case Literal.Number(var number) -> numberArgument(parameter, number);
            case Literal.Guid(var id) -> parameter.type() == ParameterType.GUID ? id : null;
            case Literal.Date(var date) -> dateArgument(parameter, date.toString());
            case Literal.DateTime(var text) -> dateArgument(parameter, text);
            case Literal.Text(var text) -> textArgument(parameter, text);
            case Literal.EnumMember(_, var member) -> parameter.type() == ParameterType.STRING
                    || parameter.type() == ParameterType.INTERNAL ? member : null;
            case Literal.Null _ -> null;
        };
        if (value == null) {
            throw wrongType(parameter);
        }
        return value;
    }

    private @Nullable Object jsonArgument(Parameter parameter, String json) {
        JsonBodies.Source source = JsonBodies.openLenient(json, message.name());
        return source.read(parser -> value(parser, source, parameter));
    }

    private static @Nullable Object numberArgument(Parameter parameter, BigDecimal number) {
        return switch (parameter.type()) {
            case DECIMAL -> number;
            case FLOAT -> number.doubleValue();
            case MONEY -> new Money(number);
            case INTEGER -> JsonScalars.findInteger(number);
            case PICKLIST -> JsonScalars.then(JsonScalars.findInteger(number), option -> new OptionSetValue(option));
            default -> null;
        };
    }

    private static @Nullable Object dateArgument(Parameter parameter, String text) {
        return parameter.type() == ParameterType.DATE_TIME ? DateTimes.readInstant(text, parameter.name()) : null;
    }

    /// Numbers, ids and dates may come quoted. Source: reference/web-api.md, "Client tolerance checklist".
    private static @Nullable Object textArgument(Parameter parameter, String text) {
        return switch (parameter.type()) {
            case STRING -> text;
            case GUID -> JsonScalars.findGuid(text);
            case DATE_TIME -> DateTimes.readInstant(text, parameter.name());
            case BOOLEAN -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
            case DECIMAL, FLOAT, MONEY, INTEGER, PICKLIST ->
                JsonScalars.then(JsonScalars.findDecimal(text), number -> numberArgument(parameter, number));
            default -> null;
        };
    }

    private static String @Nullable [] stringArray(JsonValue value) {
        if (!(value instanceof JsonValue.Array(var elements))) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (JsonValue element : elements) {
            if (!(element instanceof JsonValue.Text(var text))) {
                return null;
            }
            texts.add(text);
        }
        return texts.toArray(String[]::new);
    }

    private Object labels(JsonValue value, Parameter parameter) {
        if (parameter.type() == ParameterType.LABEL) {
            return value instanceof JsonValue.Object object
                    ? open.label(object)
                    : new Label(open.localizedLabels(parameter.name(), value), null);
        }
        return open.localizedLabels(parameter.name(), value);
    }

    private Entity entity(JsonParser parser, JsonBodies.Source source, Parameter parameter) {
        if (parameter.entityName() != null) {
            return rows.read(parser, metadata.table(parameter.entityName()));
        }
        return undeclared(JsonBodies.object(parser, source));
    }

    private EntityCollection collection(JsonParser parser, JsonBodies.Source source, Parameter parameter) {
        var entities = new ArrayList<Entity>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrongType(parameter);
            }
            entities.add(entity(parser, source, parameter));
        }
        boolean isOfOneTable = !entities.isEmpty()
                && entities.stream().map(Entity::logicalName).distinct().count() == 1;
        String table = parameter.entityName() != null
                ? parameter.entityName()
                : isOfOneTable ? entities.getFirst().logicalName() : "";
        return new EntityCollection(table, entities);
    }

    /// An entity of a parameter that names no table: its own annotation tells what it is.
    private Entity undeclared(JsonValue.Object object) {
        String type = object.text(TYPE);
        if (type == null) {
            String link = object.text(ID);
            if (link != null) {
                EntityReference reference = links.read(link);
                return new Entity(reference.logicalName(), reference.id());
            }
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, NO_KEY);
        }
        String name = EdmNames.localName(type);
        if (name.equals(EdmNames.EXPANDO)) {
            return open.bag(object);
        }
        return row(object, requireTable(name));
    }

    @Nullable
    Table findTable(String logicalName) {
        return metadata.findTable(logicalName);
    }

    /// Reads an object again, as a row of a table.
    Entity row(JsonValue.Object object, Table table) {
        return object.source().read(parser -> rows.read(parser, table));
    }

    private Table requireTable(String name) {
        Table table = metadata.findTable(name);
        if (table == null) {
            throw JsonBodies.badPayload(message.name(), "Microsoft.OData.ODataException: A type named '"
                    + EdmNames.NAMESPACE + name + "' could not be resolved by the model.");
        }
        return table;
    }

    /// `{"@odata.type":"Microsoft.Dynamics.CRM.account","accountid":"GUID"}` or `{"@odata.id":"accounts(GUID)"}`
    private EntityReference reference(JsonValue.Object object, Parameter parameter) {
        String link = object.text(ID);
        if (link != null) {
            return checked(links.read(link), parameter);
        }
        String type = object.text(TYPE);
        String name = type == null ? parameter.entityName() : EdmNames.localName(type);
        if (name == null) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, NO_KEY);
        }
        Table table = requireTable(name);
        String id = object.text(table.primaryId());
        if (id == null && EdmNames.isPrincipal(table)) {
            id = object.text("ownerid");
        }
        UUID key = id == null ? null : JsonScalars.findGuid(id);
        if (key == null) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, NO_KEY + " The parameter '" + parameter.name()
                    + "' needs the property '" + table.primaryId() + "'.");
        }
        return checked(new EntityReference(table.logicalName(), key), parameter);
    }

    private EntityReference checked(EntityReference reference, Parameter parameter) {
        if (parameter.entityName() != null && !parameter.entityName().equals(reference.logicalName())) {
            throw JsonBodies.badPayload(message.name(), "The parameter '" + parameter.name() + "' takes a record of '"
                    + parameter.entityName() + "', not of '" + reference.logicalName() + "'.");
        }
        return reference;
    }

    private ServiceException wrongType(Parameter parameter) {
        return JsonBodies.badPayload(message.name(), "Microsoft.OData.ODataException: Cannot convert the value of the"
                + " parameter '" + parameter.name() + "' to the expected type '" + ParameterTypes.edmType(parameter)
                + "'.");
    }

    private ServiceException noWireForm(Parameter parameter) {
        return new ServiceException(ErrorCode.BAD_PAYLOAD, "The parameter '" + parameter.name() + "' of '"
                + message.name() + "' cannot be given through the Web API.");
    }
}
