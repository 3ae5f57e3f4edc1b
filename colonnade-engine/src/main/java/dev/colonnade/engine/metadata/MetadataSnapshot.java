package dev.colonnade.engine.metadata;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All tables, relationships and choices of an organization at one version. Immutable; a request pins one and never sees it
/// change.
public final class MetadataSnapshot {

    private final Map<String, Table> tables;
    private final Map<String, Table> tablesByEntitySet = new HashMap<>();
    private final Map<Integer, Table> tablesByTypeCode = new HashMap<>();
    private final Map<String, ChoiceDefinition> choices;
    private final Map<String, Map<String, Navigation>> navigations = new HashMap<>();
    private final Map<String, List<ManyToOne>> oneToMany = new HashMap<>();
    private final Map<String, ManyToOne> manyToOneByName = new HashMap<>();
    private final Map<String, ManyToMany> manyToManyByName = new HashMap<>();

    MetadataSnapshot(Map<String, Table> tables, Map<String, ChoiceDefinition> choices) {
        this.tables = Collections.unmodifiableMap(new TreeMap<>(tables));
        this.choices = Map.copyOf(choices);
        for (Table table : this.tables.values()) {
            tablesByEntitySet.put(table.entitySetName(), table);
            tablesByTypeCode.put(table.objectTypeCode(), table);
            table.manyToOne().forEach(this::index);
            ManyToMany pairs = table.manyToMany();
            if (pairs != null && tables.containsKey(pairs.entity1()) && tables.containsKey(pairs.entity2())) {
                index(pairs);
            }
        }
    }

    private void index(ManyToOne relationship) {
        if (!tables.containsKey(relationship.referencedTable())) {
            return;
        }
        manyToOneByName.put(relationship.schemaName(), relationship);
        oneToMany.computeIfAbsent(relationship.referencedTable(), key -> new ArrayList<>()).add(relationship);
        add(relationship.referencingTable(), new Navigation.ToOne(relationship));
        add(relationship.referencedTable(), new Navigation.ToMany(relationship));
    }

    private void index(ManyToMany relationship) {
        manyToManyByName.put(relationship.schemaName(), relationship);
        add(relationship.entity1(), new Navigation.Many(relationship, true));
        add(relationship.entity2(), new Navigation.Many(relationship, false));
    }

    private void add(String table, Navigation navigation) {
        navigations.computeIfAbsent(table, key -> new LinkedHashMap<>()).putIfAbsent(navigation.name(), navigation);
    }

    /// All tables by logical name, in its order.
    public Collection<Table> tables() {
        return tables.values();
    }

    public @Nullable Table findTable(String logicalName) {
        return tables.get(logicalName);
    }

    /// The table of a logical name.
    ///
    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_NO_ENTITY] when there is none
    public Table table(String logicalName) {
        Table table = tables.get(logicalName);
        if (table == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_NO_ENTITY, "The entity with a name = '" + logicalName
                    + "' with namemapping = 'Logical' was not found in the MetadataCache.");
        }
        return table;
    }

    public @Nullable Table findTableByEntitySet(String entitySetName) {
        return tablesByEntitySet.get(entitySetName);
    }

    public @Nullable Table findTableByTypeCode(int objectTypeCode) {
        return tablesByTypeCode.get(objectTypeCode);
    }

    /// The global choices.
    public Collection<ChoiceDefinition> choices() {
        return choices.values();
    }

    public @Nullable ChoiceDefinition findChoice(String name) {
        return choices.get(name);
    }

    /// The navigation properties of a table, by name.
    public Map<String, Navigation> navigations(String table) {
        return navigations.getOrDefault(table, Map.of());
    }

    public @Nullable Navigation findNavigation(String table, String name) {
        return navigations(table).get(name);
    }

    /// The relationships on whose one side a table is.
    public List<ManyToOne> oneToMany(String table) {
        return oneToMany.getOrDefault(table, List.of());
    }

    public @Nullable ManyToOne findManyToOne(String schemaName) {
        return manyToOneByName.get(schemaName);
    }

    public @Nullable ManyToMany findManyToMany(String schemaName) {
        return manyToManyByName.get(schemaName);
    }
}
