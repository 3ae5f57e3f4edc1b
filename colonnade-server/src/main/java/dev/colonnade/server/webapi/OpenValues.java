package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.Label;
import dev.colonnade.sdk.LocalizedLabel;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads open types: bags of named values whose types are told by annotations before or behind them.
///
/// Source: reference/custom-api.md, "Entity, EntityCollection, EntityReference in detail".
final class OpenValues {

    private static final String TYPE = "@odata.type";

    private final ArgumentReader rows;
    private final String subject;

    /// @param rows reads objects that are rows of tables
    OpenValues(ArgumentReader rows, String subject) {
        this.rows = rows;
        this.subject = subject;
    }

    /// The bag that an object is.
    Entity bag(JsonValue.Object object) {
        var bag = new Entity();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (member.getKey().indexOf('@') < 0) {
                bag.set(member.getKey(),
                        value(member.getKey(), member.getValue(), object.text(member.getKey() + TYPE)));
            }
        }
        return bag;
    }

    private @Nullable Object value(String name, JsonValue value, @Nullable String annotation) {
        String type = annotation == null ? null : EdmNames.localName(annotation);
        return switch (value) {
            case JsonValue.Null _ -> null;
            case JsonValue.Array(var elements) -> array(name, elements, type);
            case JsonValue.Object object -> object(object, type);
            case JsonValue.Text _,JsonValue.Number _,JsonValue.Bool _ -> scalar(name, value, type);
        };
    }

    private Object scalar(String name, JsonValue value, @Nullable String type) {
        Object read = switch (value) {
            case JsonValue.Bool(var truth) -> (type == null || type.equals("Boolean")) ? truth : null;
            case JsonValue.Number(var number) -> number(number, type);
            case JsonValue.Text(var text) -> text(name, text, type);
            default -> null;
        };
        if (read == null) {
            throw JsonBodies.badPayload(subject,
                    "The value of '" + name + "' is not of the type '" + type + "' that its annotation names.");
        }
        return read;
    }

    /// A number without annotation is an Int32; one that does not fit is the next wider type that holds it.
    private static @Nullable Object number(BigDecimal number, @Nullable String type) {
        return switch (type == null ? "" : type) {
            case "" -> plainNumber(number);
            case "Int16" -> JsonScalars.then(JsonScalars.findInteger(number),
                    whole -> whole.shortValue() == whole ? whole.shortValue() : null);
            case "Int32" -> JsonScalars.findInteger(number);
            case "Int64" -> JsonScalars.findLong(number);
            case "Decimal" -> number;
            case "Double", "Single" -> number.doubleValue();
            default -> null;
        };
    }

    private static Object plainNumber(BigDecimal number) {
        Integer integer = JsonScalars.findInteger(number);
        if (integer != null && number.scale() <= 0) {
            return integer;
        }
        Long whole = number.scale() <= 0 ? JsonScalars.findLong(number) : null;
        return whole == null ? number : whole;
    }

    private @Nullable Object text(String name, String text, @Nullable String type) {
        return switch (type == null ? "" : type) {
            case "Guid" -> JsonScalars.findGuid(text);
            case "DateTimeOffset", "DateTime", "Date" -> DateTimes.readInstant(text, name);
            case "Int16", "Int32", "Int64", "Decimal", "Double", "Single" ->
                JsonScalars.then(JsonScalars.findDecimal(text), number -> number(number, type));
            case "Boolean" -> null;
            // Members of enumerations stay their names.
            default -> text;
        };
    }

    private Object object(JsonValue.Object object, @Nullable String annotation) {
        String own = object.text(TYPE);
        String type = own == null ? annotation : EdmNames.localName(own);
        return switch (type == null ? EdmNames.EXPANDO : type) {
            case EdmNames.EXPANDO, EdmNames.BASE_ENTITY -> bag(object);
            case "LocalizedLabel" -> localizedLabel(object);
            case "Label" -> label(object);
            default -> {
                Table table = rows.findTable(Objects.requireNonNull(type));
                yield table == null ? bag(object) : rows.row(object, table);
            }
        };
    }

    private Object array(String name, List<JsonValue> elements, @Nullable String type) {
        String elementType = type != null && type.startsWith("Collection(") && type.endsWith(")")
                ? EdmNames.localName(type.substring("Collection(".length(), type.length() - 1))
                : null;
        var values = new ArrayList<@Nullable Object>();
        elements.forEach(element -> values.add(value(name, element, elementType)));
        return collected(name, values, elementType);
    }

    /// The values as an array of their type; rows and bags as a collection.
    private Object collected(String name, List<@Nullable Object> values, @Nullable String elementType) {
        Class<?> type = null;
        for (Object value : values) {
            if (value == null || (type != null && type != value.getClass())) {
                throw JsonBodies.badPayload(subject, "The elements of '" + name + "' are not of one type.");
            }
            type = value.getClass();
        }
        if (type == Entity.class) {
            return new EntityCollection("", values.stream().map(Entity.class::cast).toList());
        }
        Class<?> component = type == null ? emptyType(elementType) : type;
        return component == Entity.class
                ? new EntityCollection()
                : values.toArray((Object[]) Array.newInstance(component, values.size()));
    }

    private Class<?> emptyType(@Nullable String elementType) {
        return switch (elementType == null ? "" : elementType) {
            case "Int16" -> Short.class;
            case "Int32" -> Integer.class;
            case "Int64" -> Long.class;
            case "Decimal" -> BigDecimal.class;
            case "Double", "Single" -> Double.class;
            case "Boolean" -> Boolean.class;
            case "Guid" -> UUID.class;
            case "LocalizedLabel" -> LocalizedLabel.class;
            case EdmNames.EXPANDO, EdmNames.BASE_ENTITY -> Entity.class;
            default -> elementType != null && rows.findTable(elementType) != null ? Entity.class : String.class;
        };
    }

    /// `{"Label":"Konto","LanguageCode":1031}`
    LocalizedLabel localizedLabel(JsonValue value) {
        if (value instanceof JsonValue.Object object
                && object.members().get("LanguageCode") instanceof JsonValue.Number(var number)) {
            String label = object.text("Label");
            Integer languageCode = JsonScalars.findInteger(number);
            if (label != null && languageCode != null) {
                return new LocalizedLabel(label, languageCode);
            }
        }
        throw JsonBodies.badPayload(subject, "A localized label takes the members 'Label' and 'LanguageCode'.");
    }

    List<LocalizedLabel> localizedLabels(String name, JsonValue value) {
        if (!(value instanceof JsonValue.Array(var elements))) {
            throw JsonBodies.badPayload(subject, "'" + name + "' takes an array of localized labels.");
        }
        return elements.stream().map(this::localizedLabel).toList();
    }

    Label label(JsonValue.Object object) {
        JsonValue labels = object.members().getOrDefault("LocalizedLabels", new JsonValue.Array(List.of()));
        JsonValue user = object.members().get("UserLocalizedLabel");
        return new Label(localizedLabels("LocalizedLabels", labels),
                user instanceof JsonValue.Object ? localizedLabel(user) : null);
    }
}
