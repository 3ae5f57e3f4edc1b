package dev.colonnade.engine.metadata;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A column of a [Table], ready for use: every default filled in, its choice resolved. Immutable.
public final class Column {

    private final ColumnDefinition definition;
    private final String tableName;
    private final String logicalName;
    private final ColumnType type;
    private final @Nullable ChoiceDefinition choice;
    private final List<String> targets;
    private final boolean isTypeOfLookup;

    /// @param isTypeOfLookup whether a lookup of the table names it as the column that tells the table of its target
    Column(String tableName, ColumnDefinition definition, @Nullable ChoiceDefinition choice, boolean isTypeOfLookup) {
        this.tableName = tableName;
        this.definition = definition;
        this.logicalName = Objects.requireNonNull(definition.logicalName());
        this.type = Objects.requireNonNull(definition.type());
        this.choice = choice;
        this.isTypeOfLookup = isTypeOfLookup;
        this.targets = definition.targets() == null ? List.of() : List.copyOf(definition.targets());
    }

    public String tableName() {
        return tableName;
    }

    public String logicalName() {
        return logicalName;
    }

    public String schemaName() {
        return definition.schemaName();
    }

    public ColumnType type() {
        return type;
    }

    public UUID metadataId() {
        return Objects.requireNonNull(definition.metadataId());
    }

    public Labels displayName() {
        return Objects.requireNonNullElse(definition.displayName(), Labels.NONE);
    }

    public Labels description() {
        return Objects.requireNonNullElse(definition.description(), Labels.NONE);
    }

    public RequiredLevel requiredLevel() {
        return Objects.requireNonNullElse(definition.requiredLevel(), RequiredLevel.NONE);
    }

    public boolean isSystemRequired() {
        return definition.requiredLevel() == RequiredLevel.SYSTEM_REQUIRED;
    }

    public boolean isValidForCreate() {
        return !Boolean.FALSE.equals(definition.validForCreate());
    }

    public boolean isValidForUpdate() {
        return !Boolean.FALSE.equals(definition.validForUpdate());
    }

    public boolean isValidForRead() {
        return !Boolean.FALSE.equals(definition.validForRead());
    }

    /// Whether rows hold a value of their own for the column; name companions and party lists have none.
    public boolean isStored() {
        return type.isStored() && definition.attributeOf() == null;
    }

    /// Whether the column shows as a property of the Web API's entity type. Companions such as `…name` do not, nor does the
    /// column that holds the table of a polymorphic lookup, e.g. `owneridtype`; but the `objecttypecode` of notes does.
    public boolean isODataProperty() {
        return type != ColumnType.VIRTUAL && type != ColumnType.PARTY_LIST && definition.attributeOf() == null
                && (!isTypeOfLookup || logicalName.equals("objecttypecode"));
    }

    /// The column that this one is a companion of, e.g. `createdby` for `createdbyname`.
    public @Nullable String attributeOf() {
        return definition.attributeOf();
    }

    public boolean isLocalizable() {
        return definition.localizable();
    }

    public boolean isSecured() {
        return definition.secured();
    }

    /// Value given on create when the caller sends none: a JSON scalar, or `null`.
    public @Nullable Object defaultValue() {
        return definition.defaultValue();
    }

    /// Longest text, in UTF-16 units.
    public int maxLength() {
        return Objects.requireNonNullElse(definition.maxLength(), type == ColumnType.MEMO ? 2000 : 100);
    }

    public String format() {
        return Objects.requireNonNullElse(definition.format(), "");
    }

    /// `UserLocal`, `DateOnly` or `TimeZoneIndependent`.
    public String behavior() {
        return Objects.requireNonNullElse(definition.behavior(), "UserLocal");
    }

    public @Nullable BigDecimal minValue() {
        return definition.minValue();
    }

    public @Nullable BigDecimal maxValue() {
        return definition.maxValue();
    }

    /// Digits after the point.
    public int precision() {
        return Objects.requireNonNullElse(definition.precision(), 2);
    }

    /// Money: 0 the column's precision, 1 the organization's pricing precision, 2 that of the row's currency.
    public int precisionSource() {
        return Objects.requireNonNullElse(definition.precisionSource(), 2);
    }

    /// The options of a choice, choices, state, status or yes/no column; `null` for other types.
    public @Nullable ChoiceDefinition choice() {
        return choice;
    }

    /// Logical names of the tables that a lookup may point to.
    public List<String> targets() {
        return targets;
    }

    /// Whether a lookup may point to rows of several tables.
    public boolean isPolymorphic() {
        return definition.typeColumn() != null;
    }

    /// The column that holds the table of a polymorphic lookup's value; `null` for a lookup with one target.
    public @Nullable String typeColumn() {
        return definition.typeColumn();
    }

    public String managedPropertyName() {
        return Objects.requireNonNullElse(definition.managedPropertyName(), "iscustomizableanddeletable");
    }

    public @Nullable String autoNumberFormat() {
        return definition.autoNumberFormat();
    }

    /// How the server fills a column that nobody writes; empty for ordinary columns.
    public Map<String, Object> computed() {
        return Objects.requireNonNullElse(definition.computed(), Map.of());
    }

    public int columnNumber() {
        return Objects.requireNonNullElse(definition.columnNumber(), 0);
    }

    public ColumnDefinition definition() {
        return definition;
    }

    @Override
    public String toString() {
        return tableName + "." + logicalName;
    }
}
