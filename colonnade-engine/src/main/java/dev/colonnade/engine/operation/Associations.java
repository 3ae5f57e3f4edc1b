package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.ManyToMany;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.Relationship;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Links rows: those of a deep insert, and those of associations.
final class Associations {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private final References references;

    Associations(References references) {
        this.references = references;
    }

    /// Creates the rows that lookups of the target lead to, and sets the lookups.
    void createParents(Execution execution, Entity target) {
        for (Map.Entry<String, EntityCollection> related : target.relatedEntities().entrySet()) {
            if (navigation(execution, related.getKey()) instanceof Navigation.ToOne toOne) {
                for (Entity parent : related.getValue()) {
                    target.set(toOne.relationship().column(),
                            new EntityReference(parent.logicalName(), create(execution, parent)));
                }
            }
        }
    }

    /// Creates the rows whose lookups lead to the target, and those of N:N relationships.
    void createChildren(Execution execution, Entity target, UUID id) {
        for (Map.Entry<String, EntityCollection> related : target.relatedEntities().entrySet()) {
            Navigation navigation = navigation(execution, related.getKey());
            for (Entity child : related.getValue()) {
                switch (navigation) {
                    case Navigation.ToOne(var ignored) -> {
                    }
                    case Navigation.ToMany(ManyToOne relationship) -> {
                        child.set(relationship.column(), new EntityReference(target.logicalName(), id));
                        create(execution, child);
                    }
                    case Navigation.Many many ->
                        link(execution, many, id, new EntityReference(child.logicalName(), create(execution, child)));
                }
            }
        }
    }

    /// Links existing rows to a new one: attributes that are named like a collection and hold references.
    void linkExisting(Execution execution, Entity target, UUID id) {
        for (Map.Entry<String, @Nullable Object> attribute : target.attributes().entrySet()) {
            if (attribute.getValue() instanceof List<?> list
                    && execution.table().findColumn(attribute.getKey()) == null) {
                Navigation navigation = navigation(execution, attribute.getKey());
                list.forEach(reference -> link(execution, navigation, id, (EntityReference) reference));
            }
        }
    }

    private static UUID create(Execution execution, Entity entity) {
        return execution.executePart(new OrganizationRequest("Create").set("Target", entity)).results().require("id",
                UUID.class);
    }

    void link(Execution execution, Navigation navigation, UUID id, EntityReference related) {
        requireTarget(navigation, related);
        switch (navigation) {
            case Navigation.ToOne(ManyToOne relationship) ->
                setLookup(execution, relationship.referencingTable(), id, relationship.column(), related);
            case Navigation.ToMany(ManyToOne relationship) -> setLookup(execution, relationship.referencingTable(),
                    references.id(related, execution), relationship.column(),
                    new EntityReference(relationship.referencedTable(), id));
            case Navigation.Many many -> insertPair(execution, many, id, related);
        }
    }

    void unlink(Execution execution, Navigation navigation, UUID id, EntityReference related) {
        requireTarget(navigation, related);
        switch (navigation) {
            case Navigation.ToOne(ManyToOne relationship) ->
                setLookup(execution, relationship.referencingTable(), id, relationship.column(), null);
            case Navigation.ToMany(ManyToOne relationship) -> setLookup(execution, relationship.referencingTable(),
                    references.id(related, execution), relationship.column(), null);
            case Navigation.Many many -> deletePair(execution, many, id, related);
        }
    }

    private static void setLookup(Execution execution, String table, UUID id, String column,
            @Nullable EntityReference value) {
        execution.executePart(
                new OrganizationRequest("Update").set("Target", new Entity(table, id).set(column, value)));
    }

    private void insertPair(Execution execution, Navigation.Many many, UUID id, EntityReference related) {
        ManyToMany pairs = many.relationship();
        Table table = execution.metadata().table(pairs.intersectTable());
        var values = new RowValues(table);
        UUID relatedId = references.id(related, execution);
        references.requireExists(new EntityReference(many.fromFirst() ? pairs.entity1() : pairs.entity2(), id),
                execution);
        references.requireExists(new EntityReference(related.logicalName(), relatedId), execution);
        values.set(table.primaryId(), RowIds.next());
        values.set(pairs.entity1Column(), pairValue(table, pairs.entity1Column(), pairs.entity1(),
                many.fromFirst() ? id : relatedId));
        values.set(pairs.entity2Column(), pairValue(table, pairs.entity2Column(), pairs.entity2(),
                many.fromFirst() ? relatedId : id));
        ServerValues.onPair(values);
        execution.work().requireTransaction();
        execution.work()
                .execute(Statement.of(SQL.insertInto(DSL.table(SqlNames.table(table))).set(values.assignments())));
        RowWriter.announce(execution, table);
    }

    private static Object pairValue(Table table, String column, String target, UUID id) {
        return table.column(column).type().isLookup() ? new EntityReference(target, id) : id;
    }

    private void deletePair(Execution execution, Navigation.Many many, UUID id, EntityReference related) {
        ManyToMany pairs = many.relationship();
        Table table = execution.metadata().table(pairs.intersectTable());
        UUID relatedId = references.id(related, execution);
        execution.work().requireTransaction();
        int rows = execution.work().execute(Statement.of(SQL.deleteFrom(DSL.table(SqlNames.table(table)))
                .where(DSL.field(SqlNames.column(table.column(pairs.entity1Column())), SQLDataType.UUID)
                        .eq(many.fromFirst() ? id : relatedId))
                .and(DSL.field(SqlNames.column(table.column(pairs.entity2Column())), SQLDataType.UUID)
                        .eq(many.fromFirst() ? relatedId : id))));
        if (rows > 0) {
            RowWriter.announce(execution, table);
        }
    }

    /// The navigation property of the execution's table that a name stands for.
    Navigation navigation(Execution execution, String name) {
        return navigation(execution, execution.table(), name, null);
    }

    /// The navigation property that a name stands for: its own name, or the schema name of the relationship, as the SDK spells
    /// it. Of a relationship from a table to itself the role tells the side.
    Navigation navigation(Execution execution, Table table, String name, Relationship.@Nullable EntityRole role) {
        Navigation named = execution.metadata().findNavigation(table.logicalName(), name);
        if (named != null && role == null) {
            return named;
        }
        ManyToMany pairs = execution.metadata().findManyToMany(name);
        if (pairs != null) {
            return new Navigation.Many(pairs, pairs.entity1().equals(table.logicalName())
                    && role != Relationship.EntityRole.REFERENCED);
        }
        ManyToOne relationship = execution.metadata().findManyToOne(name);
        if (relationship != null) {
            boolean isOneSide = relationship.referencedTable().equals(table.logicalName());
            boolean isManySide = relationship.referencingTable().equals(table.logicalName());
            if (isOneSide && !(isManySide && role == Relationship.EntityRole.REFERENCING)) {
                return new Navigation.ToMany(relationship);
            }
            if (isManySide) {
                return new Navigation.ToOne(relationship);
            }
        }
        if (named != null) {
            return named;
        }
        throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                "The table '" + table.logicalName() + "' has no relationship '" + name + "'.");
    }

    private static void requireTarget(Navigation navigation, EntityReference related) {
        if (!navigation.target().equals(related.logicalName())) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The relationship '" + navigation.name()
                    + "' leads to '" + navigation.target() + "', not to '" + related.logicalName() + "'.");
        }
    }
}
