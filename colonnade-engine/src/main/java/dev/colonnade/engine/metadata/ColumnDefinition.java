package dev.colonnade.engine.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A column as files and metadata rows hold it; docs/table-definitions.md tells each key and its default.
public record ColumnDefinition(String schemaName, @Nullable String logicalName, @Nullable UUID metadataId,
        @Nullable ColumnType type, @Nullable Labels displayName, @Nullable Labels description,
        @Nullable RequiredLevel requiredLevel, @Nullable Boolean validForCreate, @Nullable Boolean validForUpdate,
        @Nullable Boolean validForRead, boolean secured, @JsonProperty("default") @Nullable Object defaultValue,
        @Nullable Integer maxLength,
        @Nullable String format, @Nullable String behavior, boolean localizable, @Nullable BigDecimal minValue,
        @Nullable BigDecimal maxValue, @Nullable Integer precision, @Nullable Integer precisionSource,
        @Nullable String choice, @Nullable List<OptionDefinition> options, @Nullable List<String> targets,
        @Nullable String typeColumn, @Nullable String managedPropertyName, @Nullable String autoNumberFormat,
        @Nullable Map<String, Object> computed, @Nullable String attributeOf, @Nullable Integer columnNumber) {}
