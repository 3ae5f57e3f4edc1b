package dev.colonnade.engine.organization;

import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.MetadataStore;
import dev.colonnade.engine.metadata.RoleDefinition;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.metadata.TableKind;
import dev.colonnade.engine.operation.InitialRows;
import dev.colonnade.engine.security.UserRights;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Adds tables to an organization that runs: the tables themselves, their privileges, what the all-powerful roles hold of them,
/// and their messages; in one transaction, which the caller commits.
final class TableInstaller {

    private final OrganizationSnapshot snapshot;
    private final UnitOfWork work;
    private final InitialRows rows;

    /// @param userId user that the rows are created by
    TableInstaller(OrganizationSnapshot snapshot, UnitOfWork work, UUID userId, Instant now) {
        this.snapshot = snapshot;
        this.work = work;
        OrganizationSettings settings = snapshot.settings();
        UserRights rights = Objects.requireNonNull(snapshot.security().findRights(userId));
        this.rows = new InitialRows(work, now.truncatedTo(ChronoUnit.SECONDS), userId, rights.businessUnitId(),
                settings.organizationId(), Objects.requireNonNull(settings.defaultSolutionId()));
    }

    void install(MetadataStore store, List<TableDefinition> given) {
        work.requireTransaction();
        List<TableDefinition> completed = complete(given);
        store.createTables(completed, List.of());
        MetadataSnapshot metadata = withNew(completed);
        List<Table> tables = completed.stream()
                .map(table -> metadata.table(Objects.requireNonNull(table.logicalName())))
                .toList();
        installPrivileges(metadata, tables);
        tables.forEach(table -> rows.insert(metadata.table("sdkmessagefilter"), Installer.filters(table)));
        tables.forEach(table -> rows.insert(metadata.table("savedquery"),
                StandardViews.of(table, snapshot.settings().languageCode())));
        for (String feed : List.of("tables", "messages", "security")) {
            work.announce(feed);
        }
    }

    private List<TableDefinition> complete(List<TableDefinition> given) {
        TableDefinition activityBase = activityBase();
        int typeCode = snapshot.metadata().tables().stream().mapToInt(Table::objectTypeCode).max().orElse(0);
        var completed = new ArrayList<TableDefinition>();
        for (TableDefinition table : given) {
            typeCode = Math.max(typeCode, Installer.FIRST_CUSTOM_TYPE_CODE) + 1;
            completed.add(TableCompletion.complete(table, activityBase, typeCode));
        }
        return completed;
    }

    private @Nullable TableDefinition activityBase() {
        return snapshot.metadata().tables().stream().filter(table -> table.kind() == TableKind.ACTIVITY_BASE)
                .map(Table::definition).findFirst().orElse(null);
    }

    private MetadataSnapshot withNew(List<TableDefinition> completed) {
        List<TableDefinition> all = new ArrayList<>(
                snapshot.metadata().tables().stream().map(Table::definition).toList());
        all.addAll(completed);
        return SnapshotBuilder.build(all, snapshot.metadata().choices());
    }

    private void installPrivileges(MetadataSnapshot metadata, List<Table> tables) {
        Collection<Entity> privileges = Privileges.ofTables(tables).stream().filter(
                privilege -> snapshot.security().findPrivilege(privilege.require("name", String.class)) == null)
                .toList();
        rows.insert(metadata.table("privilege"), privileges);
        Set<UUID> templates = new HashSet<>();
        for (RoleDefinition role : SystemDefinitions.roles()) {
            if (role.everyPrivilege()) {
                templates.add(role.roleTemplateId());
            }
        }
        List<UUID> holders = work.list(Statement.of(DSL.using(SQLDialect.POSTGRES)
                .select(DSL.field(DSL.name("roleid"), SQLDataType.UUID)).from(DSL.table(DSL.name("role")))
                .where(DSL.field(DSL.name("roletemplateid"), SQLDataType.UUID).in(templates))),
                row -> row.getObject(1, UUID.class));
        var every = new RoleDefinition("", new UUID(0, 0), true, List.of());
        for (UUID role : holders) {
            rows.insert(metadata.table("roleprivileges"), Privileges.held(every, role, tables, privileges));
        }
    }
}
