package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.LogicalOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns filters into plans.
final class FilterPlanner {

    private final QueryPlanner planner;
    private final QueryScope scope;
    private final Values values;
    private final ConditionValues conditionValues;
    private final Budget budget;
    private final DateConditions dates;
    private final PrincipalConditions principals;

    FilterPlanner(QueryPlanner planner) {
        this.planner = planner;
        this.scope = planner.scope;
        this.values = planner.values;
        this.conditionValues = new ConditionValues(scope.metadata());
        this.budget = planner.budget;
        this.dates = new DateConditions(scope, values, conditionValues);
        this.principals = new PrincipalConditions(scope, values, conditionValues, planner::nextAlias);
    }

    FilterPlan plan(FilterExpression filter, Operands operands) {
        return plan(filter, operands, 1);
    }

    private FilterPlan plan(FilterExpression filter, Operands operands, int depth) {
        budget.checkDepth(depth);
        if (filter.isEmpty()) {
            return new FilterPlan.Constant(!filter.isNegated());
        }
        var parts = new ArrayList<FilterPlan>();
        filter.conditions().forEach(condition -> parts.add(plan(condition, operands)));
        filter.filters().forEach(inner -> parts.add(plan(inner, operands, depth + 1)));
        LinkEntity link = filter.filterLink();
        if (link != null) {
            parts.add(LinkPlanner.condition(planner, link, operands));
        }
        return parts.size() == 1 && !filter.isNegated()
                ? parts.getFirst()
                : new FilterPlan.Group(filter.operator() == LogicalOperator.AND, parts, filter.isNegated());
    }

    private FilterPlan plan(ConditionExpression condition, Operands operands) {
        budget.takeCondition(ConditionArguments.values(condition).size());
        Operands.Found found = operands.find(condition.entityName(), condition.attributeName());
        if (condition.compareColumns()) {
            return compareColumns(condition, found, operands);
        }
        return plan(ConditionArguments.of(condition, found));
    }

    private FilterPlan plan(ConditionArguments given) {
        return switch (given.condition().operator()) {
            case NULL -> empty(given, false);
            case NOT_NULL -> empty(given, true);
            case EQUAL -> equal(given, false);
            case NOT_EQUAL -> equal(given, true);
            case GREATER_THAN -> compare(given, Comparison.GREATER);
            case LESS_THAN -> compare(given, Comparison.LESS);
            case GREATER_EQUAL -> compare(given, Comparison.GREATER_OR_EQUAL);
            case LESS_EQUAL -> compare(given, Comparison.LESS_OR_EQUAL);
            case IN -> oneOf(given, false);
            case NOT_IN -> oneOf(given, true);
            case BETWEEN -> between(given, false);
            case NOT_BETWEEN -> between(given, true);
            case LIKE -> like(given, "", "", false);
            case NOT_LIKE -> like(given, "", "", true);
            case BEGINS_WITH -> like(given, "", "%", false);
            case DOES_NOT_BEGIN_WITH -> like(given, "", "%", true);
            case ENDS_WITH -> like(given, "%", "", false);
            case DOES_NOT_END_WITH -> like(given, "%", "", true);
            case CONTAINS -> like(given, "%", "%", false);
            case DOES_NOT_CONTAIN -> like(given, "%", "%", true);
            case CONTAIN_VALUES -> overlaps(given, false);
            case DOES_NOT_CONTAIN_VALUES -> overlaps(given, true);
            case MASK, MASKS_SELECT -> sharesBit(given, false);
            case NOT_MASK -> sharesBit(given, true);
            case EQUAL_USER_ID -> principals.self(given, scope.userId(), false);
            case NOT_EQUAL_USER_ID -> principals.self(given, scope.userId(), true);
            case EQUAL_BUSINESS_ID -> principals.self(given, scope.businessUnitId(), false);
            case NOT_EQUAL_BUSINESS_ID -> principals.self(given, scope.businessUnitId(), true);
            case EQUAL_ROLE_BUSINESS_ID -> principals.businessUnitsOfRoles(given);
            case EQUAL_USER_TEAMS -> principals.teams(given, false);
            case EQUAL_USER_OR_USER_TEAMS -> principals.teams(given, true);
            case EQUAL_USER_OR_USER_HIERARCHY -> principals.users(given, false);
            case EQUAL_USER_OR_USER_HIERARCHY_AND_TEAMS -> principals.users(given, true);
            case EQUAL_USER_LANGUAGE -> language(given);
            case ABOVE -> principals.above(given, false);
            case ABOVE_OR_EQUAL -> principals.above(given, true);
            case UNDER -> principals.under(given, false, false);
            case UNDER_OR_EQUAL -> principals.under(given, true, false);
            case NOT_UNDER -> principals.under(given, false, true);
            case CHILD_OF -> principals.childOf(given);
            case YESTERDAY, TODAY, TOMORROW, LAST_7_DAYS, NEXT_7_DAYS, LAST_WEEK, THIS_WEEK, NEXT_WEEK, LAST_MONTH,
                    THIS_MONTH, NEXT_MONTH, LAST_YEAR, THIS_YEAR, NEXT_YEAR, ON, NOT_ON, ON_OR_BEFORE, ON_OR_AFTER,
                    LAST_X_HOURS, NEXT_X_HOURS, LAST_X_DAYS, NEXT_X_DAYS, LAST_X_WEEKS, NEXT_X_WEEKS, LAST_X_MONTHS,
                    NEXT_X_MONTHS, LAST_X_YEARS, NEXT_X_YEARS, OLDER_THAN_X_MINUTES, OLDER_THAN_X_HOURS,
                    OLDER_THAN_X_DAYS, OLDER_THAN_X_WEEKS, OLDER_THAN_X_MONTHS, OLDER_THAN_X_YEARS, THIS_FISCAL_YEAR,
                    THIS_FISCAL_PERIOD, NEXT_FISCAL_YEAR, NEXT_FISCAL_PERIOD, LAST_FISCAL_YEAR, LAST_FISCAL_PERIOD,
                    LAST_X_FISCAL_YEARS, LAST_X_FISCAL_PERIODS, NEXT_X_FISCAL_YEARS, NEXT_X_FISCAL_PERIODS,
                    IN_FISCAL_YEAR, IN_FISCAL_PERIOD, IN_FISCAL_PERIOD_AND_YEAR, IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR,
                    IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR ->
                dates.plan(given);
        };
    }

    private static FilterPlan empty(ConditionArguments given, boolean isNegated) {
        given.require(0);
        return new FilterPlan.Empty(given.operand(), isNegated);
    }

    private FilterPlan equal(ConditionArguments given, boolean isNegated) {
        return given.isEmptyValue()
                ? new FilterPlan.Empty(given.operand(), isNegated)
                : compare(given, isNegated ? Comparison.NOT_EQUAL : Comparison.EQUAL);
    }

    private FilterPlan compare(ConditionArguments given, Comparison comparison) {
        given.require(1);
        return new FilterPlan.Compare(given.operand(), comparison, bind(given, given.first()));
    }

    private FilterPlan oneOf(ConditionArguments given, boolean isNegated) {
        if (given.type() == ValueType.OPTIONS) {
            throw given.wrongOperator();
        }
        if (given.values().isEmpty()) {
            return new FilterPlan.Constant(isNegated);
        }
        ValueType type = given.type();
        List<Object> bound = given.values().stream().map(value -> conditionValues.of(given.column(), type, value))
                .toList();
        return new FilterPlan.OneOf(given.operand(), values.addList(type, array(type, bound)), isNegated);
    }

    /// Arrays of other types than these three are sent as texts, which PostgreSQL turns into the type.
    private static Object[] array(ValueType type, List<Object> list) {
        return switch (type) {
            case ID -> list.toArray(java.util.UUID[]::new);
            case INTEGER -> list.toArray(Integer[]::new);
            default -> list.stream().map(Object::toString).toArray(String[]::new);
        };
    }

    private FilterPlan between(ConditionArguments given, boolean isNegated) {
        given.require(2);
        return new FilterPlan.Between(given.operand(), bind(given, given.first()), bind(given, given.values().get(1)),
                isNegated);
    }

    private FilterPlan like(ConditionArguments given, String before, String after, boolean isNegated) {
        given.require(1);
        given.requireType(ValueType.TEXT);
        String text = before + conditionValues.of(given.column(), ValueType.TEXT, given.first()) + after;
        LikePattern pattern = LikePattern.parse(text);
        if (pattern.like() == null) {
            Slot expression = values.add(ValueType.TEXT, Objects.requireNonNull(pattern.expression()));
            return new FilterPlan.Matches(given.operand(), expression, isNegated);
        }
        Slot like = values.add(ValueType.TEXT, pattern.like());
        return new FilterPlan.Like(given.operand(), like, range(pattern, isNegated), isNegated);
    }

    /// All texts that begin with the prefix lie between it and the prefix followed by the character of the highest weight.
    private FilterPlan.@Nullable Range range(LikePattern pattern, boolean isNegated) {
        return pattern.prefix().isEmpty() || isNegated
                ? null
                : new FilterPlan.Range(values.add(ValueType.TEXT, pattern.prefix()),
                        values.add(ValueType.TEXT, pattern.prefix() + '\uFFFF'));
    }

    private FilterPlan overlaps(ConditionArguments given, boolean isNegated) {
        given.requireSome();
        given.requireType(ValueType.OPTIONS);
        Integer[] options = given.values().stream()
                .flatMap(value -> Arrays.stream(
                        (Integer[]) conditionValues.of(given.column(), ValueType.OPTIONS, value)))
                .distinct().toArray(Integer[]::new);
        return new FilterPlan.Overlaps(given.operand(), values.addList(ValueType.INTEGER, options), isNegated);
    }

    private FilterPlan sharesBit(ConditionArguments given, boolean isNegated) {
        given.require(1);
        given.requireType(ValueType.LONG, ValueType.INTEGER);
        return new FilterPlan.SharesBit(given.operand(),
                values.add(ValueType.LONG, conditionValues.of(given.column(), ValueType.LONG, given.first())),
                isNegated);
    }

    private FilterPlan language(ConditionArguments given) {
        given.require(0);
        given.requireType(ValueType.LONG, ValueType.INTEGER);
        return new FilterPlan.Compare(given.operand(), Comparison.EQUAL, values.add(given.type(),
                conditionValues.of(given.column(), given.type(), scope.caller().languageCode())));
    }

    private Slot bind(ConditionArguments given, Object value) {
        return values.add(given.type(), conditionValues.of(given.column(), given.type(), value));
    }

    private FilterPlan compareColumns(ConditionExpression condition, Operands.Found left, Operands operands) {
        if (condition.values().size() != 1 || !(condition.values().getFirst() instanceof String other)) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The condition on the column '"
                    + condition.attributeName() + "' must name one other column.");
        }
        int dot = other.indexOf('.');
        Operands.Found right = dot < 0
                ? operands.find(condition.entityName(), other)
                : operands.find(other.substring(0, dot), other.substring(dot + 1));
        if (left.operand().type() != right.operand().type()) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The columns '" + condition.attributeName()
                    + "' and '" + other + "' are of different types and cannot be compared.");
        }
        return new FilterPlan.CompareOperands(left.operand(), comparison(condition), right.operand());
    }

    private static Comparison comparison(ConditionExpression condition) {
        return switch (condition.operator()) {
            case EQUAL -> Comparison.EQUAL;
            case NOT_EQUAL -> Comparison.NOT_EQUAL;
            case GREATER_THAN -> Comparison.GREATER;
            case LESS_THAN -> Comparison.LESS;
            case GREATER_EQUAL -> Comparison.GREATER_OR_EQUAL;
            case LESS_EQUAL -> Comparison.LESS_OR_EQUAL;
            default -> throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The operator " + condition.operator()
                    + " cannot compare the column '" + condition.attributeName() + "' with another column.");
        };
    }
}
