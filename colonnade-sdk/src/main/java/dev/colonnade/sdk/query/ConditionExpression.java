package dev.colonnade.sdk.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One comparison of a filter.
///
/// @param entityName alias of the linked table that the column belongs to; `null` for the table of the filter
/// @param values the operator's values; with `compareColumns` the name of the other column
/// @param compareColumns whether the value names another column of the same row
public record ConditionExpression(@Nullable String entityName, String attributeName, ConditionOperator operator,
        List<@Nullable Object> values, boolean compareColumns) {

    public ConditionExpression {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public ConditionExpression(String attributeName, ConditionOperator operator, Object... values) {
        this(null, attributeName, operator, List.of(values), false);
    }

    public ConditionExpression ofEntity(@Nullable String alias) {
        return new ConditionExpression(alias, attributeName, operator, values, compareColumns);
    }
}
