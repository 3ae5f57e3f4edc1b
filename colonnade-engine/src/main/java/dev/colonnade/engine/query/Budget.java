package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;

/// Counts what a query asks for, expands included, and refuses what is over the limits. Source: reference/web-api.md, "Limits"
final class Budget {

    private final Limits limits;
    private int conditions;
    private int links;

    Budget(Limits limits) {
        this.limits = limits;
    }

    void takeCondition(int values) {
        conditions++;
        if (conditions > limits.queryConditions()) {
            throw new ServiceException(ErrorCode.TOO_MANY_CONDITIONS_IN_QUERY, "The query has more than "
                    + limits.queryConditions() + " conditions.");
        }
        if (values > limits.conditionValues()) {
            throw new ServiceException(ErrorCode.TOO_MANY_CONDITION_PARAMETERS_IN_QUERY, "A condition has " + values
                    + " values; at most " + limits.conditionValues() + " are allowed.");
        }
    }

    void takeLink() {
        links++;
        if (links > limits.queryLinks()) {
            throw new ServiceException(ErrorCode.TOO_MANY_LINK_ENTITIES_IN_QUERY,
                    "The query joins and expands more than "
                            + limits.queryLinks() + " tables.");
        }
    }

    void checkDepth(int depth) {
        if (depth > limits.filterDepth()) {
            throw new ServiceException(ErrorCode.TOO_MANY_CONDITIONS_IN_QUERY, "The filter is nested more than "
                    + limits.filterDepth() + " levels deep.");
        }
    }
}
