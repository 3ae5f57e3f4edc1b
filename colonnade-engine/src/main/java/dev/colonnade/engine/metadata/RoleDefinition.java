package dev.colonnade.engine.metadata;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A security role that comes with the server.
///
/// @param roleTemplateId id by which clients know the role in every organization
/// @param everyPrivilege whether it holds every privilege, those of later tables included, globally
/// @param grants what it holds otherwise
public record RoleDefinition(String name, UUID roleTemplateId, boolean everyPrivilege, List<Grant> grants) {

    public RoleDefinition {
        grants = List.copyOf(grants);
    }

    /// Rights on tables.
    ///
    /// @param tables logical names; `null` when group and ownership tell the tables
    /// @param verbs `Create`, `Read`, …
    /// @param depth `Basic`, `Local`, `Deep`, `Global`
    public record Grant(@Nullable List<String> tables, @Nullable String group, @Nullable Ownership ownership,
            List<String> verbs, String depth) {

        /// Whether the grant is for a table.
        public boolean covers(Table table) {
            return tables != null
                    ? tables.contains(table.logicalName())
                    : table.ownership() == ownership && (group == null || group.equals(table.definition().group()));
        }
    }
}
