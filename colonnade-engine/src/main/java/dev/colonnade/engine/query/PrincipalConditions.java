package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.engine.query.SelectPlan.JoinPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plans the conditions on hierarchies, and those on the caller, the caller's teams, managers and business units.
///
/// Source: reference/web-api.md, "FetchXML", "Operators, complete"
final class PrincipalConditions {

    private final QueryScope scope;
    private final Values values;
    private final ConditionValues conditionValues;
    private final Supplier<String> nextAlias;

    PrincipalConditions(QueryScope scope, Values values, ConditionValues conditionValues, Supplier<String> nextAlias) {
        this.scope = scope;
        this.values = values;
        this.conditionValues = conditionValues;
        this.nextAlias = nextAlias;
    }

    FilterPlan self(ConditionArguments arguments, UUID id, boolean isNegated) {
        arguments.require(0);
        arguments.requireType(ValueType.ID);
        return new FilterPlan.Compare(arguments.operand(), isNegated ? Comparison.NOT_EQUAL : Comparison.EQUAL,
                values.add(ValueType.ID, id));
    }

    /// The caller's teams, and the caller.
    FilterPlan teams(ConditionArguments arguments, boolean isWithUser) {
        arguments.require(0);
        arguments.requireType(ValueType.ID);
        var ids = new ArrayList<UUID>(scope.caller().teams());
        if (isWithUser) {
            ids.add(scope.userId());
        }
        return oneOf(arguments.operand(), ids);
    }

    private FilterPlan oneOf(Operand operand, Collection<UUID> ids) {
        return ids.isEmpty()
                ? new FilterPlan.Constant(false)
                : new FilterPlan.OneOf(operand, values.addList(ValueType.ID, ids.toArray(UUID[]::new)), false);
    }

    /// The caller and everybody below, and the teams of all of them.
    FilterPlan users(ConditionArguments arguments, boolean isWithTeams) {
        arguments.require(0);
        arguments.requireType(ValueType.ID);
        FilterPlan users = usersBelow(arguments.operand());
        if (!isWithTeams) {
            return users;
        }
        Table memberships = scope.metadata().table("teammembership");
        String alias = nextAlias.get();
        FilterPlan team = new FilterPlan.CompareOperands(new Operand.ColumnOf(alias, memberships.column("teamid")),
                Comparison.EQUAL, arguments.operand());
        FilterPlan member = usersBelow(new Operand.ColumnOf(alias, memberships.column("systemuserid")));
        FilterPlan teams = new FilterPlan.Related(memberships, alias, List.of(),
                new FilterPlan.Group(true, List.of(team, member), false), false, false);
        return new FilterPlan.Group(false, List.of(users, teams), false);
    }

    private FilterPlan usersBelow(Operand operand) {
        Table users = scope.metadata().table("systemuser");
        return new FilterPlan.InHierarchy(operand, users, Objects.requireNonNull(parent(users)), false, true,
                values.add(ValueType.ID, scope.userId()), false);
    }

    /// The business units of the roles that the caller holds.
    FilterPlan businessUnitsOfRoles(ConditionArguments arguments) {
        arguments.require(0);
        arguments.requireType(ValueType.ID);
        Table held = scope.metadata().table("systemuserroles");
        Table roles = scope.metadata().table("role");
        String alias = nextAlias.get();
        String role = nextAlias.get();
        FilterPlan isRole = new FilterPlan.CompareOperands(new Operand.ColumnOf(role, roles.column("roleid")),
                Comparison.EQUAL, new Operand.ColumnOf(alias, held.column("roleid")));
        FilterPlan user = new FilterPlan.Compare(new Operand.ColumnOf(alias, held.column("systemuserid")),
                Comparison.EQUAL, values.add(ValueType.ID, scope.userId()));
        FilterPlan unit = new FilterPlan.CompareOperands(new Operand.ColumnOf(role, roles.column("businessunitid")),
                Comparison.EQUAL, arguments.operand());
        return new FilterPlan.Related(held, alias,
                List.of(new JoinPlan(JoinPlan.Kind.INNER, roles, role, isRole, false, List.of())),
                new FilterPlan.Group(true, List.of(user, unit), false), false, false);
    }

    FilterPlan above(ConditionArguments arguments, boolean isWithItself) {
        return hierarchy(arguments, true, isWithItself, false);
    }

    FilterPlan under(ConditionArguments arguments, boolean isWithItself, boolean isNegated) {
        return hierarchy(arguments, false, isWithItself, isNegated);
    }

    private FilterPlan hierarchy(ConditionArguments arguments, boolean isUpwards, boolean isWithItself,
            boolean isNegated) {
        arguments.require(1);
        Hierarchy hierarchy = requireHierarchy(arguments);
        Slot start = values.add(ValueType.ID, conditionValues.of(arguments.column(), ValueType.ID, arguments.first()));
        return new FilterPlan.InHierarchy(arguments.operand(), hierarchy.table, hierarchy.parent, isUpwards,
                isWithItself, start, isNegated);
    }

    /// The rows directly below one.
    FilterPlan childOf(ConditionArguments arguments) {
        arguments.require(1);
        Hierarchy hierarchy = requireHierarchy(arguments);
        String alias = nextAlias.get();
        Table table = hierarchy.table;
        FilterPlan itself = new FilterPlan.CompareOperands(
                new Operand.ColumnOf(alias, table.column(table.primaryId())), Comparison.EQUAL, arguments.operand());
        FilterPlan parent = new FilterPlan.Compare(new Operand.ColumnOf(alias, hierarchy.parent), Comparison.EQUAL,
                values.add(ValueType.ID, conditionValues.of(arguments.column(), ValueType.ID, arguments.first())));
        return new FilterPlan.Related(table, alias, List.of(),
                new FilterPlan.Group(true, List.of(itself, parent), false), false, false);
    }

    /// The hierarchy of the table whose rows the column names: its own, by its key, or that of a lookup's one target.
    private Hierarchy requireHierarchy(ConditionArguments arguments) {
        Column column = arguments.column();
        Table own = scope.metadata().table(column.tableName());
        Table table = column.logicalName().equals(own.primaryId())
                ? own
                : column.targets().size() == 1 ? scope.metadata().findTable(column.targets().getFirst()) : null;
        Column parent = table == null ? null : parent(table);
        if (table == null || parent == null || arguments.type() != ValueType.ID) {
            throw arguments.wrongOperator();
        }
        return new Hierarchy(table, parent);
    }

    /// The column that holds the row above in the hierarchy of a table; `null` when it has none.
    static @Nullable Column parent(Table table) {
        for (ManyToOne relationship : table.manyToOne()) {
            if (relationship.hierarchical() && relationship.referencedTable().equals(table.logicalName())) {
                return Objects.requireNonNull(table.findColumn(relationship.column()));
            }
        }
        return null;
    }

    private record Hierarchy(Table table, Column parent) {}
}
