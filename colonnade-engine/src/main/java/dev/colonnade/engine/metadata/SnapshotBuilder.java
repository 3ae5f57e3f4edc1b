package dev.colonnade.engine.metadata;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes snapshots out of completed definitions.
public final class SnapshotBuilder {

    private SnapshotBuilder() {}

    /// @param tables completed definitions
    /// @param choices global choices
    public static MetadataSnapshot build(Collection<TableDefinition> tables, Collection<ChoiceDefinition> choices) {
        var choicesByName = new HashMap<String, ChoiceDefinition>();
        choices.forEach(choice -> choicesByName.put(choice.name(), choice));
        var tablesByName = new LinkedHashMap<String, Table>();
        for (TableDefinition definition : tables) {
            Table table = table(definition, choicesByName);
            tablesByName.put(table.logicalName(), table);
        }
        return new MetadataSnapshot(tablesByName, choicesByName);
    }

    private static Table table(TableDefinition definition, Map<String, ChoiceDefinition> choices) {
        String name = Objects.requireNonNull(definition.logicalName());
        var columns = new LinkedHashMap<String, Column>();
        List<ColumnDefinition> definitions = Objects.requireNonNullElse(definition.columns(), List.of());
        Set<String> typeColumns = definitions.stream().map(ColumnDefinition::typeColumn).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (ColumnDefinition column : definitions) {
            String columnName = Objects.requireNonNull(column.logicalName());
            columns.put(columnName, new Column(name, column, choice(name, column, choices),
                    typeColumns.contains(columnName)));
        }
        List<ManyToOne> manyToOne = Objects
                .requireNonNullElse(definition.relationships(), List.<RelationshipDefinition>of())
                .stream().map(relationship -> relationship(name, relationship)).toList();
        return new Table(definition, columns, manyToOne, pairs(name, definition.manyToMany()));
    }

    private static @Nullable ChoiceDefinition choice(String table, ColumnDefinition column,
            Map<String, ChoiceDefinition> choices) {
        if (column.choice() != null) {
            ChoiceDefinition choice = choices.get(column.choice());
            if (choice == null) {
                throw new IllegalArgumentException("The column '" + table + "." + column.logicalName()
                        + "' names the choice '" + column.choice() + "', which does not exist.");
            }
            return choice;
        }
        return column.options() == null
                ? null
                : new ChoiceDefinition(table + "_" + column.logicalName(),
                        TableCompletion.id("choice", table + "_" + column.logicalName()), column.displayName(),
                        column.description(), column.options());
    }

    private static ManyToOne relationship(String table, RelationshipDefinition definition) {
        return new ManyToOne(definition.schemaName(), Objects.requireNonNull(definition.metadataId()), table,
                definition.column(), definition.target(), Objects.requireNonNull(definition.navigation()),
                Objects.requireNonNull(definition.collectionNavigation()), Objects.requireNonNull(definition.cascade()),
                definition.hierarchical());
    }

    private static @Nullable ManyToMany pairs(String table, @Nullable ManyToManyDefinition definition) {
        return definition == null
                ? null
                : new ManyToMany(definition.schemaName(), Objects.requireNonNull(definition.metadataId()), table,
                        definition.entity1(), definition.entity1Column(),
                        Objects.requireNonNull(definition.entity1Navigation()), definition.entity2(),
                        definition.entity2Column(), Objects.requireNonNull(definition.entity2Navigation()));
    }
}
