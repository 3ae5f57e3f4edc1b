package dev.colonnade.sdk.query;

import java.util.ArrayList;
import java.util.List;

/// Conditions and filters, all combined by one operator, the whole optionally negated. Without parts it holds for every row.
/// Not safe for use by several threads at once.
public final class FilterExpression {

    private final LogicalOperator operator;
    private final boolean negated;
    private final List<ConditionExpression> conditions = new ArrayList<>();
    private final List<FilterExpression> filters = new ArrayList<>();

    public FilterExpression() {
        this(LogicalOperator.AND);
    }

    public FilterExpression(LogicalOperator operator) {
        this(operator, false);
    }

    /// @param negated whether the rows are taken for which the combination does not hold
    public FilterExpression(LogicalOperator operator, boolean negated) {
        this.operator = operator;
        this.negated = negated;
    }

    public LogicalOperator operator() {
        return operator;
    }

    public boolean isNegated() {
        return negated;
    }

    public List<ConditionExpression> conditions() {
        return conditions;
    }

    public List<FilterExpression> filters() {
        return filters;
    }

    public FilterExpression add(ConditionExpression condition) {
        conditions.add(condition);
        return this;
    }

    public FilterExpression add(String attributeName, ConditionOperator conditionOperator, Object... values) {
        return add(new ConditionExpression(attributeName, conditionOperator, values));
    }

    public FilterExpression add(FilterExpression filter) {
        filters.add(filter);
        return this;
    }

    public boolean isEmpty() {
        return conditions.isEmpty() && filters.isEmpty();
    }
}
