package dev.colonnade.sdk;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a table, or part of one: the columns that are set, by logical name.
///
/// A column that is *absent* differs from one that is present with `null`: an update leaves the first alone and clears the
/// second. Values have these Java types: text [String]; whole number [Integer], [Long] for big ones; decimal
/// [java.math.BigDecimal]; float [Double]; currency [Money]; yes/no [Boolean]; choice, state and status [OptionSetValue];
/// choices [OptionSetValueCollection]; date and time [java.time.Instant] (`UserLocal`), [java.time.LocalDate]
/// (`DateOnly`), [java.time.LocalDateTime] (`TimeZoneIndependent`); lookup, customer and owner [EntityReference]; party list
/// [EntityCollection]; unique identifier [UUID]; image `byte[]`; managed property [BooleanManagedProperty]; linked column of
/// a query [AliasedValue]. A row without logical name is an open bag of values.
///
/// Not safe for use by several threads at once. May be extended by early-bound classes.
public class Entity {

    private final String logicalName;
    private @Nullable UUID id;
    private @Nullable String rowVersion;
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final Map<String, String> formattedValues = new LinkedHashMap<>(0);
    private final Map<String, @Nullable Object> keyAttributes = new LinkedHashMap<>(0);
    private final Map<String, EntityCollection> relatedEntities = new LinkedHashMap<>(0);

    /// An open bag of values, not tied to a table (the type `expando` of the Web API).
    public Entity() {
        this("");
    }

    /// @param logicalName logical name of the table; empty for an open bag of values
    public Entity(String logicalName) {
        this.logicalName = Objects.requireNonNull(logicalName, "logicalName");
    }

    public Entity(String logicalName, @Nullable UUID id) {
        this(logicalName);
        this.id = id;
    }

    /// A row addressed by an alternate key of one column.
    public static Entity byKey(String logicalName, String keyName, Object keyValue) {
        var entity = new Entity(logicalName);
        entity.keyAttributes.put(keyName, keyValue);
        return entity;
    }

    /// Logical name of the table; empty for an open bag of values.
    public final String logicalName() {
        return logicalName;
    }

    public final @Nullable UUID id() {
        return id;
    }

    public final Entity id(@Nullable UUID newId) {
        id = newId;
        return this;
    }

    /// Version of the row as read (the digits of its ETag), or the version that an update expects.
    public final @Nullable String rowVersion() {
        return rowVersion;
    }

    public final Entity rowVersion(@Nullable String newRowVersion) {
        rowVersion = newRowVersion;
        return this;
    }

    /// The columns that are set, in the order in which they were set. The map may be changed.
    public final Map<String, @Nullable Object> attributes() {
        return attributes;
    }

    /// Display texts by column, filled on read where asked for.
    public final Map<String, String> formattedValues() {
        return formattedValues;
    }

    /// Values of an alternate key that address the row in place of [#id()].
    public final Map<String, @Nullable Object> keyAttributes() {
        return keyAttributes;
    }

    /// Related rows by schema name of the relationship: rows to be created together with this one, or expanded rows.
    public final Map<String, EntityCollection> relatedEntities() {
        return relatedEntities;
    }

    public final Entity set(String column, @Nullable Object value) {
        attributes.put(column, value);
        return this;
    }

    public final boolean contains(String column) {
        return attributes.containsKey(column);
    }

    /// The value of a column; `null` when it is absent or empty.
    public final @Nullable Object get(String column) {
        return attributes.get(column);
    }

    /// The value of a column as the given type; `null` when it is absent or empty.
    ///
    /// @throws ClassCastException when the column holds a value of another type
    public final <T> @Nullable T get(String column, Class<T> type) {
        return type.cast(attributes.get(column));
    }

    /// The value of a column that must be there.
    ///
    /// @throws IllegalStateException when the column is absent or empty
    public final <T> T require(String column, Class<T> type) {
        T value = get(column, type);
        if (value == null) {
            throw new IllegalStateException("The column '" + column + "' of '" + logicalName + "' has no value.");
        }
        return value;
    }

    public final EntityReference toEntityReference() {
        return new EntityReference(logicalName, id, null,
                Collections.unmodifiableMap(new LinkedHashMap<>(keyAttributes)),
                rowVersion);
    }

    @Override
    public String toString() {
        return logicalName + "(" + id + ")" + attributes;
    }
}
