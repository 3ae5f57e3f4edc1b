package dev.colonnade.engine.organization;

import dev.colonnade.engine.metadata.Ownership;
import dev.colonnade.engine.metadata.RoleDefinition;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.security.Depth;
import dev.colonnade.sdk.Entity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// The privileges that tables bring with them, and what the built-in roles hold of them. Source: reference/security.md,
/// "Privileges".
final class Privileges {

    private Privileges() {}

    /// Rows of `privilege` for tables, one per right; tables that share their privileges share the rows.
    static Collection<Entity> ofTables(Collection<Table> tables) {
        Map<String, Entity> rows = new LinkedHashMap<>();
        for (Table table : tables) {
            for (AccessRight right : rights(table)) {
                String name = right.privilege(table.privilegeName());
                rows.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> row(name, right.mask(), hasDepths(table)));
            }
        }
        return rows.values();
    }

    /// Rows of `privilege` for tasks.
    static Collection<Entity> ofTasks() {
        return SystemDefinitions.taskPrivileges().stream().map(name -> row(name, 0, false)).toList();
    }

    private static boolean hasDepths(Table table) {
        return table.ownership() == Ownership.USER_OWNED || table.ownership() == Ownership.BUSINESS_OWNED;
    }

    private static Entity row(String name, int mask, boolean hasDepths) {
        return new Entity("privilege", id(name)).set("name", name).set("accessright", mask).set("canbebasic", hasDepths)
                .set("canbelocal", hasDepths).set("canbedeep", hasDepths).set("canbeglobal", true);
    }

    /// Id of a privilege: the same in every organization.
    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(
                ("privilege:" + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
    }

    private static List<AccessRight> rights(Table table) {
        if (table.privilegeName().isEmpty()) {
            return List.of();
        }
        return switch (table.ownership()) {
            case USER_OWNED -> List.of(AccessRight.values());
            case ORGANIZATION_OWNED, BUSINESS_OWNED, NONE ->
                List.of(AccessRight.CREATE, AccessRight.READ, AccessRight.WRITE,
                        AccessRight.DELETE, AccessRight.APPEND, AccessRight.APPEND_TO);
        };
    }

    /// Rows of `roleprivileges`: what a role holds.
    static List<Entity> held(RoleDefinition role, UUID roleId, Collection<Table> tables,
            Collection<Entity> privileges) {
        Map<String, Depth> held = new LinkedHashMap<>();
        if (role.everyPrivilege()) {
            privileges.forEach(privilege -> held.put(privilege.require("name", String.class), Depth.GLOBAL));
        }
        for (RoleDefinition.Grant grant : role.grants()) {
            for (Table table : tables) {
                if (grant.covers(table)) {
                    grant(held, grant, table);
                }
            }
        }
        var rows = new ArrayList<Entity>();
        held.forEach((name, depth) -> rows.add(new Entity("roleprivileges").set("roleid", roleId)
                .set("privilegeid", id(name)).set("privilegedepthmask", depth.mask())));
        return rows;
    }

    private static void grant(Map<String, Depth> held, RoleDefinition.Grant grant, Table table) {
        for (AccessRight right : rights(table)) {
            if (grant.verbs().contains(right.verb())) {
                held.put(right.privilege(table.privilegeName()), Depth.valueOf(grant.depth().toUpperCase(Locale.ROOT)));
            }
        }
    }
}
