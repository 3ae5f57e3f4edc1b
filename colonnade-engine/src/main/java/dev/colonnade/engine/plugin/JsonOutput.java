package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Label;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the values of plug-ins as JSON. Used for one text by one thread.
final class JsonOutput {

    private final JsonGenerator json;
    private final JsonValues values;

    JsonOutput(JsonGenerator json, JsonValues values) {
        this.json = json;
        this.values = values;
    }

    /// @throws InvalidPluginExecutionException when a value is of a type that has no form in JSON
    void write(@Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> writeNumber(number);
            case CharSequence text -> json.writeString(text.toString());
            case Character character -> json.writeString(String.valueOf(character));
            case UUID id -> json.writeString(id.toString());
            case Temporal time -> json.writeString(time.toString());
            case Enum<?> constant -> json.writeString(constant.name());
            case byte[] bytes -> json.writeBinary(bytes);
            case Object[] array -> writeArray(Arrays.asList(array));
            case Iterable<?> list -> writeArray(list);
            case Map<?, ?> map -> writeObject(map);
            case Entity row -> writeObject(row.attributes());
            case Record one -> writeRecord(one);
            default -> throw new InvalidPluginExecutionException("A value of the type " + value.getClass().getName()
                    + " cannot be written as JSON.");
        }
    }

    private void writeNumber(Number number) {
        switch (number) {
            case Byte _,Short _,Integer _ -> json.writeNumber(number.intValue());
            case Long big -> json.writeNumber(big);
            case BigInteger big -> json.writeNumber(big);
            case BigDecimal decimal -> json.writeNumber(decimal);
            case Double real when Double.isFinite(real) -> json.writeNumber(real);
            case Float real when Float.isFinite(real) -> json.writeNumber(real);
            case Double _,Float _ -> throw new InvalidPluginExecutionException("The number " + number
                    + " cannot be written as JSON.");
            default -> json.writeNumber(number.longValue());
        }
    }

    /// What columns hold comes first; it consists of records too.
    private void writeRecord(Record value) {
        switch (value) {
            case Money money -> json.writeNumber(money.value());
            case OptionSetValue option -> json.writeNumber(option.value());
            case OptionSetValueCollection options -> writeArray(options.values());
            case BooleanManagedProperty property -> json.writeBoolean(property.value());
            case AliasedValue aliased -> write(aliased.value());
            case Label label -> write(label.userLocalizedLabel() == null ? null : label.userLocalizedLabel().label());
            case EntityReference reference -> writeReference(reference);
            default -> writeObject(values.parts(value));
        }
    }

    private void writeReference(EntityReference reference) {
        json.writeStartObject();
        json.writeStringProperty("logicalName", reference.logicalName());
        json.writeName("id");
        write(reference.id());
        json.writeName("name");
        write(reference.name());
        json.writeEndObject();
    }

    private void writeArray(Iterable<?> list) {
        json.writeStartArray();
        list.forEach(this::write);
        json.writeEndArray();
    }

    private void writeObject(Map<?, ?> map) {
        json.writeStartObject();
        map.forEach((name, value) -> {
            json.writeName(String.valueOf(name));
            write(value);
        });
        json.writeEndObject();
    }
}
