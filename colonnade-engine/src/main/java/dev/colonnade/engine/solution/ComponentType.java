package dev.colonnade.engine.solution;

import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The numbers by which solutions tell kinds of components apart. Tables that are older than the component framework have a
/// fixed number; every other one has its object type code. Source: reference/solutions-and-localization.md, "Component types".
final class ComponentType {

    static final int TABLE = 1;
    static final int COLUMN = 2;
    static final int RELATIONSHIP = 3;
    static final int TABLE_RELATIONSHIP = 10;

    private static final Map<String, Integer> FIXED = Map.of("role", 20, "plugintype", 90, "pluginassembly", 91,
            "sdkmessageprocessingstep", 92, "sdkmessageprocessingstepimage", 93, "serviceendpoint", 95);

    /// Rows of these tables come and go with another component, and are none of their own.
    private static final Set<String> FOLLOWERS = Set.of("sdkmessage", "sdkmessagefilter", "privilege", "roleprivileges",
            "sdkmessageprocessingstepimage");

    private ComponentType() {}

    /// Whether rows of a table are components that are added to a solution when they are created.
    static boolean isComponentTable(Table table) {
        return table.definition().solutionAware() && !FOLLOWERS.contains(table.logicalName());
    }

    static int of(Table table) {
        return FIXED.getOrDefault(table.logicalName(), table.objectTypeCode());
    }

    /// The table whose rows are components of a type; `null` for other types. Object type codes do for tables with a fixed number
    /// as well.
    static @Nullable Table table(MetadataSnapshot metadata, int componentType) {
        for (Map.Entry<String, Integer> fixed : FIXED.entrySet()) {
            if (fixed.getValue() == componentType) {
                return metadata.findTable(fixed.getKey());
            }
        }
        Table table = metadata.findTableByTypeCode(componentType);
        return table != null && table.definition().solutionAware() ? table : null;
    }
}
