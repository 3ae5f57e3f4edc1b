package dev.colonnade.engine.metadata;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Builds column definitions step by step, for the columns that the server adds itself and for completing given ones.
final class ColumnBuilder {

    String schemaName;
    @Nullable
    String logicalName;
    @Nullable
    UUID metadataId;
    @Nullable
    ColumnType type;
    @Nullable
    Labels displayName;
    @Nullable
    Labels description;
    @Nullable
    RequiredLevel requiredLevel;
    @Nullable
    Boolean validForCreate;
    @Nullable
    Boolean validForUpdate;
    @Nullable
    Boolean validForRead;
    boolean secured;
    @Nullable
    Object defaultValue;
    @Nullable
    Integer maxLength;
    @Nullable
    String format;
    @Nullable
    String behavior;
    boolean localizable;
    @Nullable
    BigDecimal minValue;
    @Nullable
    BigDecimal maxValue;
    @Nullable
    Integer precision;
    @Nullable
    Integer precisionSource;
    @Nullable
    String choice;
    @Nullable
    List<OptionDefinition> options;
    @Nullable
    List<String> targets;
    @Nullable
    String typeColumn;
    @Nullable
    String managedPropertyName;
    @Nullable
    String autoNumberFormat;
    @Nullable
    Map<String, Object> computed;
    @Nullable
    String attributeOf;
    @Nullable
    Integer columnNumber;

    ColumnBuilder(String schemaName, ColumnType type, String displayName) {
        this.schemaName = schemaName;
        this.type = type;
        this.displayName = Labels.of(displayName);
    }

    ColumnBuilder(ColumnDefinition from) {
        schemaName = from.schemaName();
        logicalName = from.logicalName();
        metadataId = from.metadataId();
        type = from.type();
        displayName = from.displayName();
        description = from.description();
        requiredLevel = from.requiredLevel();
        validForCreate = from.validForCreate();
        validForUpdate = from.validForUpdate();
        validForRead = from.validForRead();
        secured = from.secured();
        defaultValue = from.defaultValue();
        maxLength = from.maxLength();
        format = from.format();
        behavior = from.behavior();
        localizable = from.localizable();
        minValue = from.minValue();
        maxValue = from.maxValue();
        precision = from.precision();
        precisionSource = from.precisionSource();
        choice = from.choice();
        options = from.options();
        targets = from.targets();
        typeColumn = from.typeColumn();
        managedPropertyName = from.managedPropertyName();
        autoNumberFormat = from.autoNumberFormat();
        computed = from.computed();
        attributeOf = from.attributeOf();
        columnNumber = from.columnNumber();
    }

    ColumnBuilder readOnly() {
        validForCreate = false;
        validForUpdate = false;
        return this;
    }

    ColumnBuilder createOnly() {
        validForUpdate = false;
        return this;
    }

    ColumnBuilder required() {
        requiredLevel = RequiredLevel.SYSTEM_REQUIRED;
        return this;
    }

    ColumnBuilder to(String... tables) {
        targets = List.of(tables);
        return this;
    }

    ColumnBuilder range(long min, long max) {
        minValue = BigDecimal.valueOf(min);
        maxValue = BigDecimal.valueOf(max);
        return this;
    }

    ColumnBuilder of(String column) {
        attributeOf = column;
        return readOnly();
    }

    ColumnDefinition build() {
        return new ColumnDefinition(schemaName, logicalName, metadataId, type, displayName, description, requiredLevel,
                validForCreate, validForUpdate, validForRead, secured, defaultValue, maxLength, format, behavior,
                localizable,
                minValue, maxValue, precision, precisionSource, choice, options, targets, typeColumn,
                managedPropertyName,
                autoNumberFormat, computed, attributeOf, columnNumber);
    }
}
