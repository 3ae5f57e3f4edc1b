package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The `plugintype` rows of an assembly, kept equal to the classes of its archive.
final class TypeRows {

    private final SystemRows rows;

    TypeRows(SystemRows rows) {
        this.rows = rows;
    }

    /// Ids of the rows of an assembly by name of the class.
    Map<String, UUID> ids(UUID assemblyId) {
        var ids = new LinkedHashMap<String, UUID>();
        for (Entity row : rows.list("plugintype", "pluginassemblyid", assemblyId, "typename")) {
            ids.put(row.require("typename", String.class), SystemRows.id(row));
        }
        return ids;
    }

    /// Deletes the rows of classes that are no longer there.
    ///
    /// @throws dev.colonnade.engine.ServiceException when a step or custom API uses one; it is named
    void dropMissing(UUID assemblyId, Collection<String> present) {
        ids(assemblyId).forEach((typeName, id) -> {
            if (!present.contains(typeName)) {
                requireUnused(typeName, id);
                rows.delete("plugintype", id);
            }
        });
    }

    void requireUnused(String typeName, UUID id) {
        refuse(typeName, "custom API", rows.list("customapi", "plugintypeid", id, "uniquename"), "uniquename");
        refuse(typeName, "step", rows.list("sdkmessageprocessingstep", "plugintypeid", id, "name"), "name");
    }

    private static void refuse(String typeName, String what, List<Entity> users, String nameColumn) {
        Entity user = SystemRows.first(users);
        if (user != null) {
            throw CodeArchive.invalid("The new content has no plug-in type '" + typeName + "', which the " + what + " '"
                    + user.get(nameColumn) + "' uses. Delete that first.", null);
        }
    }

    /// Makes rows for the classes that have none.
    ///
    /// @return names of the new types
    Set<String> createMissing(UUID assemblyId, Collection<String> present) {
        Map<String, UUID> known = ids(assemblyId);
        var made = new HashSet<String>();
        for (String typeName : present) {
            if (!known.containsKey(typeName)) {
                rows.create(new Entity("plugintype").set("typename", typeName).set("name", typeName)
                        .set("friendlyname", typeName)
                        .set("pluginassemblyid", new EntityReference("pluginassembly", assemblyId)));
                made.add(typeName);
            }
        }
        return made;
    }
}
