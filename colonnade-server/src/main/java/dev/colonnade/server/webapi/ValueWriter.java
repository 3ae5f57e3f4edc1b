package dev.colonnade.server.webapi;

import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the value of one column.
///
/// Source: reference/web-api.md, "JSON of every column type".
final class ValueWriter {

    private static final int MONEY_DIGITS = 4;

    private final boolean longsAsText;

    /// @param longsAsText whether the client reads 64-bit and decimal numbers as texts (`IEEE754Compatible=true`)
    ValueWriter(boolean longsAsText) {
        this.longsAsText = longsAsText;
    }

    /// Writes a value whose name stands already.
    ///
    /// @return whether the value is one that columns have; nothing is written otherwise
    boolean write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Short number -> json.writeNumber(number);
            case Long number -> whole(json, number);
            case BigDecimal number -> decimal(json, number);
            case Double number -> json.writeNumber(number);
            case Money(var amount) -> decimal(json, amount.scale() < MONEY_DIGITS
                    ? amount.setScale(MONEY_DIGITS)
                    : amount);
            case Boolean truth -> json.writeBoolean(truth);
            case OptionSetValue option -> json.writeNumber(option.value());
            case OptionSetValueCollection options -> json.writeString(options.values().stream()
                    .map(option -> String.valueOf(option.value())).collect(Collectors.joining(",")));
            case Instant _,LocalDate _,LocalDateTime _ -> json.writeString(DateTimes.write(value));
            case UUID id -> json.writeString(id.toString());
            case EntityReference reference -> {
                UUID id = reference.id();
                if (id == null) {
                    json.writeNull();
                } else {
                    json.writeString(id.toString());
                }
            }
            case byte[] bytes -> json.writeBinary(bytes);
            case BooleanManagedProperty managed -> managed(json, managed);
            case AliasedValue aliased -> {
                return write(json, aliased.value());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The value as bare text, for `/$value`.
    static String text(Object value) {
        return switch (value) {
            case Money(var amount) -> amount.toPlainString();
            case BigDecimal number -> number.toPlainString();
            case OptionSetValue option -> String.valueOf(option.value());
            case OptionSetValueCollection options -> options.values().stream()
                    .map(option -> String.valueOf(option.value())).collect(Collectors.joining(","));
            case EntityReference reference -> String.valueOf(reference.id());
            case BooleanManagedProperty managed -> String.valueOf(managed.value());
            default -> DateTimes.write(value);
        };
    }

    private void whole(JsonGenerator json, long number) {
        if (longsAsText) {
            json.writeString(Long.toString(number));
        } else {
            json.writeNumber(number);
        }
    }

    private void decimal(JsonGenerator json, BigDecimal number) {
        if (longsAsText) {
            json.writeString(number.toPlainString());
        } else {
            json.writeNumber(number);
        }
    }

    private static void managed(JsonGenerator json, BooleanManagedProperty managed) {
        json.writeStartObject();
        json.writeBooleanProperty("Value", managed.value());
        json.writeBooleanProperty("CanBeChanged", managed.canBeChanged());
        json.writeStringProperty("ManagedPropertyLogicalName",
                Objects.requireNonNullElse(managed.managedPropertyLogicalName(), "iscustomizableanddeletable"));
        json.writeEndObject();
    }
}
