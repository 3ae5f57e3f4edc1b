package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.query.ConditionExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// One condition on its way into a plan: the column that it compares, and its values.
///
/// @param values the values, lists taken apart
record ConditionArguments(ConditionExpression condition, Column column, Operand operand, List<Object> values) {

    ConditionArguments {
        values = List.copyOf(values);
    }

    static ConditionArguments of(ConditionExpression condition, Operands.Found found) {
        return new ConditionArguments(condition, found.column(), found.operand(), values(condition));
    }

    /// The values of a condition, lists taken apart. Empty values of a list are left out: nothing equals them.
    static List<Object> values(ConditionExpression condition) {
        var values = new ArrayList<Object>();
        for (Object value : condition.values()) {
            Iterable<?> several = value instanceof Collection<?> list
                    ? list
                    : value instanceof Object[] array ? Arrays.asList(array) : null;
            if (several != null) {
                several.forEach(one -> {
                    if (one != null) {
                        values.add(one);
                    }
                });
            } else if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    ValueType type() {
        return operand.type();
    }

    Object first() {
        return values.getFirst();
    }

    /// Whether the condition has one value and it is empty.
    boolean isEmptyValue() {
        return values.isEmpty() && condition.values().size() == 1;
    }

    /// @throws ServiceException [ErrorCode#INVALID_NUMBER_OF_ARGUMENTS] when the condition has not so many values
    void require(int count) {
        if (values.size() != count) {
            throw new ServiceException(ErrorCode.INVALID_NUMBER_OF_ARGUMENTS, "The operator "
                    + condition.operator() + " on the column '" + column.logicalName() + "' takes " + count
                    + " value" + (count == 1 ? "" : "s") + ", not " + values.size() + ".");
        }
    }

    void requireSome() {
        if (values.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_NUMBER_OF_ARGUMENTS, "The operator " + condition.operator()
                    + " on the column '" + column.logicalName() + "' takes at least one value.");
        }
    }

    /// @throws ServiceException when the column is of none of the types
    void requireType(ValueType... types) {
        if (!Arrays.asList(types).contains(type())) {
            throw wrongOperator();
        }
    }

    ServiceException wrongOperator() {
        return new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_FILTER_CONDITION, "The operator "
                + condition.operator() + " does not fit the column '" + column.logicalName() + "' of '"
                + column.tableName() + "', which is of type " + column.type().wireName() + ".");
    }

    ServiceException wrongValue(Object value, Throwable cause) {
        return new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_VALUE, "The value '"
                + ConditionValues.shown(value) + "' of the operator " + condition.operator() + " on the column '"
                + column.logicalName() + "' of '" + column.tableName() + "' leads out of what can be compared.", cause);
    }
}
