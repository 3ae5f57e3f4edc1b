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
import dev.colonnade.sdk.LocalizedLabel;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.ParameterCollection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes what an operation answers: a record or a collection when that is the only property, else an object with all of them.
///
/// Source: reference/web-api.md, "Functions and actions"; reference/custom-api.md, "The 13 types", "Entity,
/// EntityCollection, EntityReference in detail".
final class OperationWriter {

    private static final String TYPE = "@odata.type";
    private static final String EXPANDO_TYPE = "#" + EdmNames.NAMESPACE + EdmNames.EXPANDO;

    private final MetadataSnapshot metadata;
    private final ServiceRoot root;
    private final EntityWriter entities;

    OperationWriter(MetadataSnapshot metadata, ServiceRoot root, EntityWriter entities) {
        this.metadata = metadata;
        this.root = root;
        this.entities = entities;
    }

    /// Writes the body of the answer.
    ///
    /// @return whether there is one; an operation without properties, or with an empty single record, has none
    /// @throws ServiceException [ErrorCode#ISV_UNEXPECTED] when a plug-in set a value of another type
    boolean write(JsonGenerator json, MessageDefinition message, ParameterCollection results) {
        List<Parameter> properties = message.properties();
        if (properties.isEmpty()) {
            return false;
        }
        if (properties.size() == 1) {
            Parameter only = properties.getFirst();
            switch (only.type()) {
                case ENTITY, ENTITY_REFERENCE -> {
                    return record(json, message, only, results.get(only.name()));
                }
                case ENTITY_COLLECTION -> {
                    collection(json, message, only, results.get(only.name()));
                    return true;
                }
                default -> {
                    // Scalars are wrapped like several properties.
                }
            }
        }
        json.writeStartObject();
        json.writeStringProperty("@odata.context",
                root.context("#" + EdmNames.NAMESPACE + message.name() + "Response"));
        for (Parameter property : properties) {
            json.writeName(property.name());
            value(json, message, property, results.get(property.name()));
        }
        json.writeEndObject();
        return true;
    }

    private boolean record(JsonGenerator json, MessageDefinition message, Parameter property, @Nullable Object value) {
        if (value == null) {
            return false;
        }
        requireType(message, property, value);
        json.writeStartObject();
        switch (value) {
            case EntityReference reference -> {
                Table table = table(message, property, reference.logicalName());
                json.writeStringProperty("@odata.context", root.context("#" + table.entitySetName() + "/$entity"));
                key(json, table, reference.id());
            }
            case Entity entity when entity.logicalName().isEmpty() -> {
                json.writeStringProperty("@odata.context", root.context("#" + EdmNames.EXPANDO + "/$entity"));
                json.writeStringProperty(TYPE, EXPANDO_TYPE);
                bag(json, message, property, entity);
            }
            default -> {
                Entity entity = (Entity) value;
                Table table = table(message, property, entity.logicalName());
                json.writeStringProperty("@odata.context", root.context("#" + table.entitySetName() + "/$entity"));
                entities.heldColumns(json, entity, table);
            }
        }
        json.writeEndObject();
        return true;
    }

    private void collection(JsonGenerator json, MessageDefinition message, Parameter property,
            @Nullable Object value) {
        EntityCollection rows = new EntityCollection();
        if (value != null) {
            requireType(message, property, value);
            rows = (EntityCollection) value;
        }
        json.writeStartObject();
        json.writeStringProperty("@odata.context", root.context("#" + collectionContext(rows, property)));
        json.writeArrayPropertyStart("value");
        for (Entity row : rows) {
            row(json, message, property, row, !row.logicalName().equals(rows.entityName()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private String collectionContext(EntityCollection rows, Parameter property) {
        String name = !rows.entityName().isEmpty() ? rows.entityName() : property.entityName();
        Table table = name == null ? null : metadata.findTable(name);
        return table != null
                ? table.entitySetName()
                : "Collection(" + EdmNames.NAMESPACE
                        + (rows.entities().stream().allMatch(row -> row.logicalName().isEmpty())
                                ? EdmNames.EXPANDO
                                : EdmNames.BASE_ENTITY)
                        + ")";
    }

    private void value(JsonGenerator json, MessageDefinition message, Parameter property, @Nullable Object given) {
        Object value = given != null ? given : ParameterTypes.defaultValue(property);
        if (value == null) {
            json.writeNull();
            return;
        }
        requireType(message, property, value);
        switch (value) {
            case Entity entity -> row(json, message, property, entity, true);
            case EntityCollection rows -> rows(json, message, property, rows);
            case EntityReference reference -> reference(json, message, property, reference);
            // Money in a response property keeps the digits that the plug-in gave it.
            case Money(var amount) when property.type() == ParameterType.MONEY -> json.writeNumber(amount);
            case Instant instant -> json.writeString(instant.toString());
            default -> plain(json, message, property, value);
        }
    }

    private void row(JsonGenerator json, MessageDefinition message, Parameter property, Entity entity,
            boolean hasType) {
        json.writeStartObject();
        if (entity.logicalName().isEmpty()) {
            json.writeStringProperty(TYPE, EXPANDO_TYPE);
            bag(json, message, property, entity);
        } else {
            Table table = table(message, property, entity.logicalName());
            if (hasType) {
                json.writeStringProperty(TYPE, "#" + EdmNames.typeName(table));
            }
            entities.heldColumns(json, entity, table);
        }
        json.writeEndObject();
    }

    private static void key(JsonGenerator json, Table table, @Nullable UUID id) {
        if (EdmNames.isPrincipal(table) && id != null) {
            json.writeStringProperty("ownerid", id.toString());
        }
        json.writeName(table.primaryId());
        if (id == null) {
            json.writeNull();
        } else {
            json.writeString(id.toString());
        }
    }

    private void bag(JsonGenerator json, MessageDefinition message, Parameter property, Entity bag) {
        for (Map.Entry<String, @Nullable Object> member : bag.attributes().entrySet()) {
            Object value = member.getValue();
            String type = value == null ? null : openType(value);
            if (type != null) {
                json.writeStringProperty(member.getKey() + TYPE, "#" + type);
            }
            json.writeName(member.getKey());
            if (value == null) {
                json.writeNull();
            } else {
                open(json, message, property, value);
            }
        }
    }

    /// The annotation that an open value needs; `null` for those that JSON tells by itself.
    private @Nullable String openType(Object value) {
        return switch (value) {
            case String _,Boolean _,Integer _,Entity _,EntityReference _,LocalizedLabel _,Label _ -> null;
            case Short _ -> "Int16";
            case Long _ -> "Int64";
            case BigDecimal _,Money _ -> "Decimal";
            case Double _ -> "Double";
            case UUID _ -> "Guid";
            case Instant _ -> "DateTimeOffset";
            case EntityCollection rows -> "Collection(" + EdmNames.NAMESPACE
                    + (rows.entities().stream().allMatch(row -> row.logicalName().isEmpty())
                            ? EdmNames.EXPANDO
                            : EdmNames.BASE_ENTITY)
                    + ")";
            case Object[] array -> "Collection(" + elementType(array) + ")";
            case List<?> list -> "Collection(" + elementType(list.toArray()) + ")";
            default -> null;
        };
    }

    private String elementType(Object[] array) {
        Object sample = array.length > 0 ? array[0] : "";
        return switch (sample) {
            case Boolean _ -> "Boolean";
            case Integer _,OptionSetValue _ -> "Int32";
            case LocalizedLabel _ -> EdmNames.NAMESPACE + "LocalizedLabel";
            case Entity _ -> EdmNames.NAMESPACE + EdmNames.EXPANDO;
            default -> {
                String type = openType(sample);
                yield type == null ? "String" : type;
            }
        };
    }

    private void rows(JsonGenerator json, MessageDefinition message, Parameter property, EntityCollection rows) {
        json.writeStartArray();
        rows.forEach(row -> row(json, message, property, row, true));
        json.writeEndArray();
    }

    private void reference(JsonGenerator json, MessageDefinition message, Parameter property,
            EntityReference reference) {
        Table table = table(message, property, reference.logicalName());
        json.writeStartObject();
        json.writeStringProperty(TYPE, "#" + EdmNames.typeName(table));
        key(json, table, reference.id());
        json.writeEndObject();
    }

    private void open(JsonGenerator json, MessageDefinition message, Parameter property, Object value) {
        switch (value) {
            case Entity entity -> row(json, message, property, entity, true);
            case EntityCollection rows -> rows(json, message, property, rows);
            case EntityReference reference -> reference(json, message, property, reference);
            case Money(var amount) -> json.writeNumber(amount);
            case Instant instant -> json.writeString(instant.toString());
            case Object[] array -> {
                json.writeStartArray();
                for (Object element : array) {
                    open(json, message, property, element);
                }
                json.writeEndArray();
            }
            default -> plain(json, message, property, value);
        }
    }

    private void plain(JsonGenerator json, MessageDefinition message, Parameter property, Object value) {
        switch (value) {
            case Label label -> label(json, label);
            case LocalizedLabel label -> localizedLabel(json, label);
            case Object[] array -> elements(json, message, property, Arrays.asList(array));
            case Collection<?> list -> elements(json, message, property, list);
            case Map<?, ?> map -> dictionary(json, message, property, map);
            default -> {
                if (!entities.values().write(json, value)) {
                    throw wrongType(message, property, value);
                }
            }
        }
    }

    private void elements(JsonGenerator json, MessageDefinition message, Parameter property, Collection<?> elements) {
        json.writeStartArray();
        for (Object element : elements) {
            if (element == null) {
                json.writeNull();
            } else {
                open(json, message, property, element);
            }
        }
        json.writeEndArray();
    }

    /// The form that dictionaries of the platform have. Source: reference/web-api.md, "Functions and actions".
    private void dictionary(JsonGenerator json, MessageDefinition message, Parameter property, Map<?, ?> map) {
        json.writeStartObject();
        json.writeNumberProperty("Count", map.size());
        json.writeBooleanProperty("IsReadOnly", false);
        json.writeName("Keys");
        elements(json, message, property, map.keySet());
        json.writeName("Values");
        elements(json, message, property, map.values());
        json.writeEndObject();
    }

    private static void label(JsonGenerator json, Label label) {
        json.writeStartObject();
        json.writeArrayPropertyStart("LocalizedLabels");
        label.localizedLabels().forEach(text -> localizedLabel(json, text));
        json.writeEndArray();
        json.writeName("UserLocalizedLabel");
        if (label.userLocalizedLabel() == null) {
            json.writeNull();
        } else {
            localizedLabel(json, label.userLocalizedLabel());
        }
        json.writeEndObject();
    }

    private static void localizedLabel(JsonGenerator json, LocalizedLabel label) {
        json.writeStartObject();
        json.writeStringProperty("Label", label.label());
        json.writeNumberProperty("LanguageCode", label.languageCode());
        json.writeNullProperty("IsManaged");
        json.writeNullProperty("MetadataId");
        json.writeNullProperty("HasChanged");
        json.writeEndObject();
    }

    private Table table(MessageDefinition message, Parameter property, String logicalName) {
        Table table = metadata.findTable(logicalName);
        if (table == null) {
            throw new ServiceException(ErrorCode.ISV_UNEXPECTED, "The response property '" + property.name() + "' of '"
                    + message.name() + "' holds a record of the table '" + logicalName + "', which does not exist.");
        }
        return table;
    }

    private static void requireType(MessageDefinition message, Parameter property, Object value) {
        boolean fits = switch (property.type()) {
            case BOOLEAN -> value instanceof Boolean;
            case DATE_TIME -> value instanceof Instant;
            case DECIMAL -> value instanceof BigDecimal;
            case ENTITY -> value instanceof Entity;
            case ENTITY_COLLECTION -> value instanceof EntityCollection;
            case ENTITY_REFERENCE -> value instanceof EntityReference;
            case FLOAT -> value instanceof Double;
            case INTEGER -> value instanceof Integer;
            case MONEY -> value instanceof Money;
            case PICKLIST -> value instanceof OptionSetValue;
            case STRING -> value instanceof String;
            case STRING_ARRAY -> value instanceof String[];
            case GUID -> value instanceof UUID;
            case GUID_ARRAY -> value instanceof UUID[];
            case RECORD_COUNTS -> value instanceof Map;
            case LABEL, LOCALIZED_LABELS, INTERNAL -> true;
        };
        if (!fits) {
            throw wrongType(message, property, value);
        }
    }

    /// A plug-in's mistake, not the caller's. Source: reference/custom-api.md, "The 13 types".
    private static ServiceException wrongType(MessageDefinition message, Parameter property, Object value) {
        return new ServiceException(ErrorCode.ISV_UNEXPECTED, "The response property '" + property.name() + "' of '"
                + message.name() + "' is of type " + property.type() + "; the plug-in set a value of the type "
                + value.getClass().getSimpleName() + ".");
    }
}
