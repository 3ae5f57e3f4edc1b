package dev.colonnade.engine.solution;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The rows of `solutioncomponent`, which no one may write by `Create` and `Update`.
final class ComponentRows {

    static final int WITH_SUBCOMPONENTS = 0;
    static final int WITHOUT_SUBCOMPONENTS = 1;

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private static final Table<?> COMPONENTS = DSL.table(DSL.name("solutioncomponent"));
    private static final Field<UUID> ID = id("solutioncomponentid");
    private static final Field<UUID> OBJECT_ID = id("objectid");
    private static final Field<UUID> SOLUTION_ID = id("solutionid");
    private static final Field<Integer> TYPE = number("componenttype");
    private static final Field<Integer> BEHAVIOR = number("rootcomponentbehavior");

    /// Id of the row that holds a component in a solution; `null` when it is not in there.
    @Nullable
    UUID find(UnitOfWork work, UUID solutionId, Component component) {
        return work.first(Statement.of(SQL.select(ID).from(COMPONENTS).where(isIn(solutionId, component))),
                row -> row.getObject(1, UUID.class));
    }

    /// The component of a row in a solution; `null` when the row is not of that solution.
    @Nullable
    Component component(UnitOfWork work, UUID solutionId, UUID rowId) {
        return work.first(Statement.of(
                SQL.select(TYPE, OBJECT_ID).from(COMPONENTS).where(ID.eq(rowId).and(SOLUTION_ID.eq(solutionId)))),
                row -> new Component(row.getInt(1), row.getObject(2, UUID.class)));
    }

    /// Adds a component that is not in the solution yet, and gives the id of the new row.
    UUID insert(Execution execution, UUID solutionId, Component component, int behavior) {
        UUID id = UUID.randomUUID();
        UUID userId = execution.caller().userId();
        OffsetDateTime now = execution.startedAt().atOffset(ZoneOffset.UTC).withNano(0);
        execution.work()
                .execute(Statement.of(SQL.insertInto(COMPONENTS).set(ID, id).set(OBJECT_ID, component.objectId())
                        .set(SOLUTION_ID, solutionId).set(TYPE, component.type()).set(BEHAVIOR, behavior)
                        .set(DSL.field(DSL.name("ismetadata"), SQLDataType.BOOLEAN), Boolean.TRUE)
                        .set(time("createdon"), now).set(time("modifiedon"), now).set(id("createdby"), userId)
                        .set(id("modifiedby"), userId)));
        return id;
    }

    /// Lets a component in a solution bring its parts along.
    void widen(UnitOfWork work, UUID rowId) {
        work.execute(Statement.of(SQL.update(COMPONENTS).set(BEHAVIOR, WITH_SUBCOMPONENTS).where(ID.eq(rowId))));
    }

    /// Takes a row away.
    void delete(UnitOfWork work, UUID rowId) {
        work.execute(Statement.of(SQL.deleteFrom(COMPONENTS).where(ID.eq(rowId))));
    }

    /// Takes a component out of every solution.
    void deleteEverywhere(UnitOfWork work, Component component) {
        work.execute(Statement.of(SQL.deleteFrom(COMPONENTS)
                .where(OBJECT_ID.eq(component.objectId()).and(TYPE.eq(component.type())))));
    }

    /// Lets others that change the components of the solution wait until this transaction ends.
    void lock(UnitOfWork work, UUID solutionId) {
        work.list(Statement.of(SQL.select(SOLUTION_ID).from(DSL.table(DSL.name("solution")))
                .where(SOLUTION_ID.eq(solutionId)).forUpdate()), row -> Boolean.TRUE);
    }

    private static Condition isIn(UUID solutionId, Component component) {
        return SOLUTION_ID.eq(solutionId).and(OBJECT_ID.eq(component.objectId())).and(TYPE.eq(component.type()));
    }

    private static Field<UUID> id(String name) {
        return DSL.field(DSL.name(name), SQLDataType.UUID);
    }

    private static Field<Integer> number(String name) {
        return DSL.field(DSL.name(name), SQLDataType.INTEGER);
    }

    private static Field<OffsetDateTime> time(String name) {
        return DSL.field(DSL.name(name), SQLDataType.TIMESTAMPWITHTIMEZONE);
    }
}
