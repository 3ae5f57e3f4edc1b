package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.CascadeType;
import dev.colonnade.engine.metadata.ManyToMany;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableKind;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// `Delete`: one row, and what its relationships say of the rows that point to it: deleted too, unlinked, or a refusal.
///
/// In: `Target` EntityReference, with its row version when `ConcurrencyBehavior` is 1. Source:
/// reference/tables-and-metadata.md, "Relationships".
final class DeleteOperation implements Operation {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private final References references;
    private final RowWriter writer;

    DeleteOperation(References references, RowWriter writer) {
        this.references = references;
        this.writer = writer;
    }

    @Override
    public AccessRight right() {
        return AccessRight.DELETE;
    }

    @Override
    public void execute(Execution execution) {
        EntityReference target = Targets.reference(execution);
        Table table = execution.table();
        Targets.requireMessage(execution, table);
        UUID id = references.id(target, execution);
        execution.primaryId(id);
        String version = expectedVersion(execution, target);
        lock(execution, table, id, version);
        settleDependents(execution, table, id);
        deletePairs(execution, table, id);
        execution.work().execute(Statement.of(
                SQL.deleteFrom(DSL.table(SqlNames.table(table))).where(RowWriter.key(table, id))));
        RowWriter.announce(execution, table);
    }

    private static @Nullable String expectedVersion(Execution execution, EntityReference target) {
        Integer behavior = Targets.optional(execution, "ConcurrencyBehavior", Integer.class);
        return behavior != null && behavior == UpdateOperation.IF_ROW_VERSION_MATCHES ? target.rowVersion() : null;
    }

    /// Takes the row for this transaction, so that nothing points to it anew while its dependents are settled.
    private void lock(Execution execution, Table table, UUID id, @Nullable String version) {
        Condition row = RowWriter.key(table, id)
                .and(execution.authorizer().reachable(AccessRight.DELETE, table, SqlNames.table(table)));
        if (version != null) {
            row = row.and(RowWriter.versionIs(table, version));
        }
        Integer found = execution.work().first(
                Statement.of(SQL.selectOne().from(DSL.table(SqlNames.table(table))).where(row).forUpdate()), one -> 1);
        if (found == null) {
            throw writer.missed(execution, table, id, AccessRight.DELETE, version);
        }
    }

    private static void settleDependents(Execution execution, Table table, UUID id) {
        for (ManyToOne relationship : withDependents(execution, table, id)) {
            Table many = execution.metadata().table(relationship.referencingTable());
            switch (relationship.cascade().delete()) {
                case RESTRICT -> throw new ServiceException(ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION,
                        "The object you tried to delete is associated with another object and cannot be deleted: rows of '"
                                + many.logicalName() + "' point to it by '" + relationship.column() + "'.");
                case CASCADE, ACTIVE, USER_OWNED -> deleteAll(execution, relationship, many, id);
                case REMOVE_LINK -> unlinkAll(execution, relationship, many, id);
                case NO_CASCADE -> {
                }
            }
        }
    }

    /// The relationships through which rows point to the row, found by one statement.
    private static List<ManyToOne> withDependents(Execution execution, Table table, UUID id) {
        List<ManyToOne> candidates = execution.metadata().oneToMany(table.logicalName()).stream()
                .filter(relationship -> hasEffect(execution, relationship)).toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        Select<Record1<Integer>> probe = null;
        for (int i = 0; i < candidates.size(); i++) {
            ManyToOne relationship = candidates.get(i);
            Table many = execution.metadata().table(relationship.referencingTable());
            Select<Record1<Integer>> one = SQL.select(DSL.inline(i)).where(DSL.exists(SQL.selectOne()
                    .from(DSL.table(SqlNames.table(many))).where(pointsTo(many, relationship, id))));
            probe = probe == null ? one : probe.unionAll(one);
        }
        List<Integer> found = execution.work().list(Statement.of(java.util.Objects.requireNonNull(probe)),
                row -> row.getInt(1));
        return found.stream().sorted().map(candidates::get).toList();
    }

    private static boolean hasEffect(Execution execution, ManyToOne relationship) {
        Table many = execution.metadata().findTable(relationship.referencingTable());
        return many != null && many.kind() != TableKind.ACTIVITY_BASE
                && relationship.cascade().delete() != CascadeType.NO_CASCADE
                && many.column(relationship.column()).isStored();
    }

    private static Condition pointsTo(Table many, ManyToOne relationship, UUID id) {
        Condition condition = DSL.field(SqlNames.column(many.column(relationship.column())), SQLDataType.UUID).eq(id);
        String typeColumn = many.column(relationship.column()).typeColumn();
        return typeColumn == null
                ? condition
                : condition.and(DSL.field(SqlNames.column(many.column(typeColumn)), SQLDataType.VARCHAR)
                        .eq(relationship.referencedTable()));
    }

    private static void deleteAll(Execution execution, ManyToOne relationship, Table many, UUID id) {
        List<UUID> dependents = execution.work().list(Statement.of(
                SQL.select(DSL.field(SqlNames.column(many.column(many.primaryId())), SQLDataType.UUID))
                        .from(DSL.table(SqlNames.table(many))).where(pointsTo(many, relationship, id))),
                row -> row.getObject(1, UUID.class));
        for (UUID dependent : dependents) {
            execution.executeInternal(
                    new OrganizationRequest("Delete").set("Target",
                            new EntityReference(many.logicalName(), dependent)));
        }
    }

    private static void unlinkAll(Execution execution, ManyToOne relationship, Table many, UUID id) {
        var values = new RowValues(many);
        values.set(relationship.column(), null);
        ServerValues.onUnlink(values);
        execution.work().execute(Statement.of(SQL.update(DSL.table(SqlNames.table(many))).set(values.assignments())
                .where(pointsTo(many, relationship, id))));
        RowWriter.announce(execution, many);
    }

    private static void deletePairs(Execution execution, Table table, UUID id) {
        Set<ManyToMany> relationships = new LinkedHashSet<>();
        for (Navigation navigation : execution.metadata().navigations(table.logicalName()).values()) {
            if (navigation instanceof Navigation.Many many) {
                relationships.add(many.relationship());
            }
        }
        for (ManyToMany pairs : relationships) {
            Table intersect = execution.metadata().table(pairs.intersectTable());
            var sides = new ArrayList<Condition>();
            if (pairs.entity1().equals(table.logicalName())) {
                sides.add(DSL.field(SqlNames.column(intersect.column(pairs.entity1Column())), SQLDataType.UUID).eq(id));
            }
            if (pairs.entity2().equals(table.logicalName())) {
                sides.add(DSL.field(SqlNames.column(intersect.column(pairs.entity2Column())), SQLDataType.UUID).eq(id));
            }
            int rows = execution.work().execute(
                    Statement.of(SQL.deleteFrom(DSL.table(SqlNames.table(intersect))).where(DSL.or(sides))));
            if (rows > 0) {
                RowWriter.announce(execution, intersect);
            }
        }
    }
}
