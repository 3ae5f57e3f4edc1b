package dev.colonnade.engine.metadata;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A table, ready for use. Immutable; belongs to the [MetadataSnapshot] that made it.
public final class Table {

    private final TableDefinition definition;
    private final String logicalName;
    private final Map<String, Column> columns;
    private final List<Column> storedColumns;
    private final List<Column> defaultColumns;
    private final List<Column> computedColumns;
    private final List<Column> requiredColumns;
    private final List<ManyToOne> manyToOne;
    private final @Nullable ManyToMany manyToMany;
    private final Map<String, StateDefinition> statesByValue;

    Table(TableDefinition definition, Map<String, Column> columns, List<ManyToOne> manyToOne,
            @Nullable ManyToMany manyToMany) {
        this.definition = definition;
        this.logicalName = Objects.requireNonNull(definition.logicalName());
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.storedColumns = columns.values().stream().filter(Column::isStored).toList();
        this.defaultColumns = storedColumns.stream()
                .filter(column -> column.defaultValue() != null || column.type() == ColumnType.MANAGED_PROPERTY)
                .toList();
        this.computedColumns = storedColumns.stream().filter(column -> !column.computed().isEmpty()).toList();
        this.requiredColumns = storedColumns.stream().filter(Column::isSystemRequired).toList();
        this.manyToOne = List.copyOf(manyToOne);
        this.manyToMany = manyToMany;
        var states = new LinkedHashMap<String, StateDefinition>();
        for (StateDefinition state : Objects.requireNonNullElse(definition.states(), List.<StateDefinition>of())) {
            states.put(String.valueOf(state.value()), state);
        }
        this.statesByValue = states;
    }

    public String logicalName() {
        return logicalName;
    }

    public String schemaName() {
        return definition.schemaName();
    }

    public UUID metadataId() {
        return Objects.requireNonNull(definition.metadataId());
    }

    public String entitySetName() {
        return Objects.requireNonNull(definition.entitySetName());
    }

    public int objectTypeCode() {
        return Objects.requireNonNull(definition.objectTypeCode());
    }

    public Labels displayName() {
        return Objects.requireNonNullElse(definition.displayName(), Labels.NONE);
    }

    public Labels displayCollectionName() {
        return Objects.requireNonNullElse(definition.displayCollectionName(), Labels.NONE);
    }

    public Labels description() {
        return Objects.requireNonNullElse(definition.description(), Labels.NONE);
    }

    public Ownership ownership() {
        return Objects.requireNonNull(definition.ownership());
    }

    public TableKind kind() {
        return Objects.requireNonNull(definition.kind());
    }

    public boolean isActivity() {
        return kind() == TableKind.ACTIVITY || kind() == TableKind.ACTIVITY_BASE;
    }

    /// Logical name of the key column.
    public String primaryId() {
        return Objects.requireNonNull(definition.primaryId());
    }

    /// Logical name of the name column; `null` for a table without one.
    public @Nullable String primaryName() {
        return definition.primaryName();
    }

    /// Name part of the table's privileges; empty when it has none of its own.
    public String privilegeName() {
        return Objects.requireNonNullElse(definition.privilegeName(), "");
    }

    /// Names of the standard messages that the table takes.
    public List<String> messages() {
        return Objects.requireNonNull(definition.messages());
    }

    /// Names of the standard messages on which custom steps may be registered.
    public List<String> eventMessages() {
        return Objects.requireNonNull(definition.eventMessages());
    }

    /// Which in-memory definitions are built from rows of this table.
    public Set<String> feeds() {
        return Set.copyOf(Objects.requireNonNullElse(definition.feeds(), List.of()));
    }

    /// All columns in the order of their numbers.
    public Collection<Column> columns() {
        return columns.values();
    }

    /// The columns that rows hold values for, in the order of their numbers.
    public List<Column> storedColumns() {
        return storedColumns;
    }

    /// Stored columns that have a value when none is given.
    public List<Column> defaultColumns() {
        return defaultColumns;
    }

    /// Stored columns whose value the server works out ([Column#computed()]).
    public List<Column> computedColumns() {
        return computedColumns;
    }

    /// Stored columns that must have a value ([Column#isSystemRequired()]).
    public List<Column> requiredColumns() {
        return requiredColumns;
    }

    /// The column of a logical name; `null` when the table has none.
    public @Nullable Column findColumn(String name) {
        return columns.get(name);
    }

    /// The column of a logical name that must be there.
    ///
    /// @throws IllegalArgumentException when the table has none
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("The table '" + logicalName + "' has no column '" + name + "'.");
        }
        return column;
    }

    public boolean hasColumn(String name) {
        return columns.containsKey(name);
    }

    public boolean hasState() {
        return columns.containsKey("statecode");
    }

    /// The states in their order; empty for a table without state columns.
    public Collection<StateDefinition> states() {
        return Collections.unmodifiableCollection(statesByValue.values());
    }

    public @Nullable StateDefinition findState(int value) {
        return statesByValue.get(String.valueOf(value));
    }

    /// The state that a status belongs to; `null` for an unknown status.
    public @Nullable StateDefinition findStateOfStatus(int status) {
        for (StateDefinition state : statesByValue.values()) {
            for (OptionDefinition option : state.statuses()) {
                if (option.value() == status) {
                    return state;
                }
            }
        }
        return null;
    }

    public List<KeyDefinition> keys() {
        return Objects.requireNonNullElse(definition.keys(), List.of());
    }

    /// The relationships of this table's lookups.
    public List<ManyToOne> manyToOne() {
        return manyToOne;
    }

    /// The relationship of a lookup to one of its targets; `null` when there is none.
    public @Nullable ManyToOne findManyToOne(String column, String target) {
        for (ManyToOne relationship : manyToOne) {
            if (relationship.column().equals(column) && relationship.referencedTable().equals(target)) {
                return relationship;
            }
        }
        return null;
    }

    /// The N:N relationship whose pairs this table holds; `null` for other tables.
    public @Nullable ManyToMany manyToMany() {
        return manyToMany;
    }

    public TableDefinition definition() {
        return definition;
    }

    @Override
    public String toString() {
        return logicalName;
    }
}
