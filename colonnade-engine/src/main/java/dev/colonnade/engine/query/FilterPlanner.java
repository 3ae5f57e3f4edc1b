package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LogicalOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns filters into plans.
final class FilterPlanner {

    private final QueryScope scope;
    private final Values values;
    private final ConditionValues conditionValues;
    private final Budget budget;

    FilterPlanner(QueryScope scope, Values values, Budget budget) {
        this.scope = scope;
        this.values = values;
        this.conditionValues = new ConditionValues(scope.metadata());
        this.budget = budget;
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
        return parts.size() == 1 && !filter.isNegated()
                ? parts.getFirst()
                : new FilterPlan.Group(filter.operator() == LogicalOperator.AND, parts, filter.isNegated());
    }

    private FilterPlan plan(ConditionExpression condition, Operands operands) {
        List<Object> given = given(condition);
        budget.takeCondition(given.size());
        Operands.Found found = operands.find(condition.entityName(), condition.attributeName());
        Operand left = found.operand();
        if (condition.compareColumns()) {
            return compareColumns(condition, found, operands);
        }
        var compared = new Compared(condition, found.column(), left, given);
        return switch (condition.operator()) {
            case NULL -> compared.takes(0, new FilterPlan.Empty(left, false));
            case NOT_NULL -> compared.takes(0, new FilterPlan.Empty(left, true));
            case EQUAL -> equal(compared, false);
            case NOT_EQUAL -> equal(compared, true);
            case GREATER_THAN -> compare(compared, Comparison.GREATER);
            case LESS_THAN -> compare(compared, Comparison.LESS);
            case GREATER_EQUAL -> compare(compared, Comparison.GREATER_OR_EQUAL);
            case LESS_EQUAL -> compare(compared, Comparison.LESS_OR_EQUAL);
            case IN -> oneOf(compared, false);
            case NOT_IN -> oneOf(compared, true);
            case BETWEEN -> between(compared, false);
            case NOT_BETWEEN -> between(compared, true);
            case LIKE -> like(compared, "", "", false);
            case NOT_LIKE -> like(compared, "", "", true);
            case BEGINS_WITH -> like(compared, "", "%", false);
            case DOES_NOT_BEGIN_WITH -> like(compared, "", "%", true);
            case ENDS_WITH -> like(compared, "%", "", false);
            case DOES_NOT_END_WITH -> like(compared, "%", "", true);
            case EQUAL_USER_ID -> self(compared, scope.userId(), false);
            case NOT_EQUAL_USER_ID -> self(compared, scope.userId(), true);
            case EQUAL_BUSINESS_ID -> self(compared, scope.businessUnitId(), false);
            case NOT_EQUAL_BUSINESS_ID -> self(compared, scope.businessUnitId(), true);
            default -> throw new ServiceException(ErrorCode.NOT_IMPLEMENTED,
                    "The operator " + condition.operator() + " is not implemented.");
        };
    }

    /// The values of a condition, lists taken apart. Empty values of a list are left out: nothing equals them.
    private static List<Object> given(ConditionExpression condition) {
        var given = new ArrayList<Object>();
        for (Object value : condition.values()) {
            Iterable<?> several = value instanceof Collection<?> list
                    ? list
                    : value instanceof Object[] array ? Arrays.asList(array) : null;
            if (several != null) {
                several.forEach(one -> {
                    if (one != null) {
                        given.add(one);
                    }
                });
            } else if (value != null) {
                given.add(value);
            }
        }
        return given;
    }

    private FilterPlan equal(Compared compared, boolean isNegated) {
        boolean isEmpty = compared.values.isEmpty() && compared.condition.values().size() == 1;
        return isEmpty
                ? new FilterPlan.Empty(compared.left, isNegated)
                : compare(compared, isNegated ? Comparison.NOT_EQUAL : Comparison.EQUAL);
    }

    private FilterPlan compare(Compared compared, Comparison comparison) {
        compared.requireValues(1);
        return new FilterPlan.Compare(compared.left, comparison, bind(compared, compared.values.getFirst()));
    }

    private FilterPlan oneOf(Compared compared, boolean isNegated) {
        if (compared.type() == ValueType.OPTIONS) {
            throw compared.wrongOperator();
        }
        if (compared.values.isEmpty()) {
            return new FilterPlan.Constant(isNegated);
        }
        ValueType type = compared.type();
        List<Object> bound = compared.values.stream().map(value -> conditionValues.of(compared.column, type, value))
                .toList();
        return new FilterPlan.OneOf(compared.left, values.addList(type, array(type, bound)), isNegated);
    }

    /// Arrays of other types than these three are sent as texts, which PostgreSQL turns into the type.
    private static Object[] array(ValueType type, List<Object> list) {
        return switch (type) {
            case ID -> list.toArray(java.util.UUID[]::new);
            case INTEGER -> list.toArray(Integer[]::new);
            default -> list.stream().map(Object::toString).toArray(String[]::new);
        };
    }

    private FilterPlan between(Compared compared, boolean isNegated) {
        compared.requireValues(2);
        return new FilterPlan.Between(compared.left, bind(compared, compared.values.get(0)),
                bind(compared, compared.values.get(1)), isNegated);
    }

    private FilterPlan like(Compared compared, String before, String after, boolean isNegated) {
        compared.requireValues(1);
        if (compared.type() != ValueType.TEXT) {
            throw compared.wrongOperator();
        }
        String text = before + conditionValues.of(compared.column, ValueType.TEXT, compared.values.getFirst()) + after;
        LikePattern pattern = LikePattern.parse(text);
        if (pattern.like() == null) {
            Slot expression = values.add(ValueType.TEXT, Objects.requireNonNull(pattern.expression()));
            return new FilterPlan.Matches(compared.left, expression, isNegated);
        }
        Slot like = values.add(ValueType.TEXT, pattern.like());
        return new FilterPlan.Like(compared.left, like, range(pattern, isNegated), isNegated);
    }

    /// All texts that begin with the prefix lie between it and the prefix followed by the character of the highest weight.
    private FilterPlan.@Nullable Range range(LikePattern pattern, boolean isNegated) {
        return pattern.prefix().isEmpty() || isNegated
                ? null
                : new FilterPlan.Range(values.add(ValueType.TEXT, pattern.prefix()),
                        values.add(ValueType.TEXT, pattern.prefix() + '\uFFFF'));
    }

    private FilterPlan self(Compared compared, Object id, boolean isNegated) {
        compared.requireValues(0);
        if (compared.type() != ValueType.ID) {
            throw compared.wrongOperator();
        }
        return new FilterPlan.Compare(compared.left, isNegated ? Comparison.NOT_EQUAL : Comparison.EQUAL,
                values.add(ValueType.ID, id));
    }

    private Slot bind(Compared compared, Object value) {
        return values.add(compared.type(), conditionValues.of(compared.column, compared.type(), value));
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

    /// One condition on its way into a plan.
    private record Compared(ConditionExpression condition, Column column, Operand left, List<Object> values) {

        ValueType type() {
            return left.type();
        }

        FilterPlan takes(int count, FilterPlan plan) {
            requireValues(count);
            return plan;
        }

        void requireValues(int count) {
            if (values.size() != count) {
                throw new ServiceException(ErrorCode.INVALID_NUMBER_OF_ARGUMENTS, "The operator "
                        + condition.operator() + " on the column '" + column.logicalName() + "' takes " + count
                        + " value" + (count == 1 ? "" : "s") + ", not " + values.size() + ".");
            }
        }

        ServiceException wrongOperator() {
            ConditionOperator operator = condition.operator();
            return new ServiceException(ErrorCode.INVALID_ARGUMENT, "The operator " + operator
                    + " does not fit the column '" + column.logicalName() + "' of '" + column.tableName()
                    + "', which is of type " + column.type().wireName() + ".");
        }
    }
}
