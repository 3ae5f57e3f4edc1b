package dev.colonnade.sdk.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions, filters and at most one link to other rows, all combined by one operator, the whole optionally negated. Without parts it holds for every row.
/// Not safe for use by several threads at once.
public final class FilterExpression {

    private final LogicalOperator operator;
    private final boolean negated;
    private final List<ConditionExpression> conditions = new ArrayList<>();
    private final List<FilterExpression> filters = new ArrayList<>();
    private @Nullable LinkEntity filterLink;
    private boolean quickFindFilter;

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

    /// A filter that holds by what linked rows there are.
    ///
    /// @param link a link by [JoinOperator#ANY] or one of its kind; its criteria, and links below it, say which rows are meant
    public static FilterExpression of(LinkEntity link) {
        return new FilterExpression().filterLink(link);
    }

    /// The linked rows that decide, as one more part of the filter; `null` when there are none.
    public @Nullable LinkEntity filterLink() {
        return filterLink;
    }

    /// @param link a link by [JoinOperator#ANY] or one of its kind
    public FilterExpression filterLink(@Nullable LinkEntity link) {
        filterLink = link;
        return this;
    }

    /// Whether the filter stands for a search in the columns of quick find. The server answers alike.
    public boolean isQuickFindFilter() {
        return quickFindFilter;
    }

    public FilterExpression quickFindFilter(boolean isQuickFindFilter) {
        quickFindFilter = isQuickFindFilter;
        return this;
    }

    public boolean isEmpty() {
        return conditions.isEmpty() && filters.isEmpty() && filterLink == null;
    }
}
