package dev.colonnade.server.webapi;

import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LogicalOperator;
import java.util.ArrayList;
import java.util.List;

/// What holds exactly for the rows for which a condition does not: the opposite operator where there is one. Rows without a value
/// belong to it, because no comparison holds for them: `not (name eq 'x')` finds the same rows as `name ne 'x'`.
final class Complement {

    private Complement() {}

    static FilterExpression of(ConditionExpression condition) {
        ConditionOperator operator = condition.operator();
        return switch (operator) {
            case EQUAL -> with(condition, ConditionOperator.NOT_EQUAL);
            case NOT_EQUAL -> with(condition, ConditionOperator.EQUAL);
            case GREATER_THAN -> orEmpty(condition, ConditionOperator.LESS_EQUAL);
            case GREATER_EQUAL -> orEmpty(condition, ConditionOperator.LESS_THAN);
            case LESS_THAN -> orEmpty(condition, ConditionOperator.GREATER_EQUAL);
            case LESS_EQUAL -> orEmpty(condition, ConditionOperator.GREATER_THAN);
            case LIKE -> with(condition, ConditionOperator.NOT_LIKE);
            case IN -> with(condition, ConditionOperator.NOT_IN);
            case NOT_IN -> with(condition, ConditionOperator.IN);
            case BETWEEN -> with(condition, ConditionOperator.NOT_BETWEEN);
            case NOT_BETWEEN -> with(condition, ConditionOperator.BETWEEN);
            case NULL -> with(condition, ConditionOperator.NOT_NULL);
            case NOT_NULL -> with(condition, ConditionOperator.NULL);
            case EQUAL_USER_ID -> with(condition, ConditionOperator.NOT_EQUAL_USER_ID);
            case NOT_EQUAL_USER_ID -> with(condition, ConditionOperator.EQUAL_USER_ID);
            case EQUAL_BUSINESS_ID -> with(condition, ConditionOperator.NOT_EQUAL_BUSINESS_ID);
            case NOT_EQUAL_BUSINESS_ID -> with(condition, ConditionOperator.EQUAL_BUSINESS_ID);
            case UNDER -> with(condition, ConditionOperator.NOT_UNDER);
            case NOT_UNDER -> with(condition, ConditionOperator.UNDER);
            case CONTAIN_VALUES -> with(condition, ConditionOperator.DOES_NOT_CONTAIN_VALUES);
            case DOES_NOT_CONTAIN_VALUES -> with(condition, ConditionOperator.CONTAIN_VALUES);
            case CONTAINS -> with(condition, ConditionOperator.DOES_NOT_CONTAIN);
            default -> new FilterExpression(LogicalOperator.OR)
                    .add(new FilterExpression(LogicalOperator.AND, true).add(condition)).add(empty(condition));
        };
    }

    private static FilterExpression with(ConditionExpression condition, ConditionOperator operator) {
        return new FilterExpression().add(replaced(condition, operator));
    }

    private static FilterExpression orEmpty(ConditionExpression condition, ConditionOperator operator) {
        FilterExpression either = new FilterExpression(LogicalOperator.OR).add(replaced(condition, operator))
                .add(empty(condition));
        if (condition.compareColumns() && condition.values().getFirst() instanceof String other) {
            either.add(new ConditionExpression(condition.entityName(), other, ConditionOperator.NULL, List.of(),
                    false));
        }
        return either;
    }

    private static ConditionExpression replaced(ConditionExpression condition, ConditionOperator operator) {
        return new ConditionExpression(condition.entityName(), condition.attributeName(), operator,
                new ArrayList<>(condition.values()), condition.compareColumns());
    }

    private static ConditionExpression empty(ConditionExpression condition) {
        return new ConditionExpression(condition.entityName(), condition.attributeName(), ConditionOperator.NULL,
                List.of(), false);
    }
}
