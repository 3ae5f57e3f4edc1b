package dev.colonnade.engine.query;

import static java.util.Map.entry;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.query.ConditionOperator;
import java.util.Map;
import java.util.Set;

/// The operators of FetchXML.
///
/// Source: reference/web-api.md, "FetchXML", "Operators, complete"
final class FetchOperators {

    private static final Map<String, ConditionOperator> OPERATORS = Map.ofEntries(
            entry("eq", ConditionOperator.EQUAL),
            entry("ne", ConditionOperator.NOT_EQUAL),
            entry("neq", ConditionOperator.NOT_EQUAL),
            entry("gt", ConditionOperator.GREATER_THAN),
            entry("ge", ConditionOperator.GREATER_EQUAL),
            entry("lt", ConditionOperator.LESS_THAN),
            entry("le", ConditionOperator.LESS_EQUAL),
            entry("like", ConditionOperator.LIKE),
            entry("not-like", ConditionOperator.NOT_LIKE),
            entry("in", ConditionOperator.IN),
            entry("not-in", ConditionOperator.NOT_IN),
            entry("between", ConditionOperator.BETWEEN),
            entry("not-between", ConditionOperator.NOT_BETWEEN),
            entry("null", ConditionOperator.NULL),
            entry("not-null", ConditionOperator.NOT_NULL),
            entry("begins-with", ConditionOperator.BEGINS_WITH),
            entry("not-begin-with", ConditionOperator.DOES_NOT_BEGIN_WITH),
            entry("ends-with", ConditionOperator.ENDS_WITH),
            entry("not-end-with", ConditionOperator.DOES_NOT_END_WITH),
            entry("eq-userid", ConditionOperator.EQUAL_USER_ID),
            entry("ne-userid", ConditionOperator.NOT_EQUAL_USER_ID),
            entry("eq-businessid", ConditionOperator.EQUAL_BUSINESS_ID),
            entry("ne-businessid", ConditionOperator.NOT_EQUAL_BUSINESS_ID));

    private static final Set<String> NOT_IMPLEMENTED = Set.of("contain-values", "not-contain-values", "eq-userteams",
            "eq-useroruserteams", "eq-useroruserhierarchy", "eq-useroruserhierarchyandteams", "eq-userlanguage",
            "above", "eq-or-above", "under", "eq-or-under", "not-under", "on", "on-or-before", "on-or-after", "not-on",
            "today", "tomorrow", "yesterday", "last-seven-days", "next-seven-days", "last-week", "this-week",
            "next-week", "last-month", "this-month", "next-month", "last-year", "this-year", "next-year",
            "last-x-hours", "next-x-hours", "last-x-days", "next-x-days", "last-x-weeks", "next-x-weeks",
            "last-x-months", "next-x-months", "last-x-years", "next-x-years", "olderthan-x-minutes",
            "olderthan-x-hours", "olderthan-x-days", "olderthan-x-weeks", "olderthan-x-months", "olderthan-x-years",
            "this-fiscal-year", "this-fiscal-period", "last-fiscal-year", "last-fiscal-period", "next-fiscal-year",
            "next-fiscal-period", "last-x-fiscal-years", "last-x-fiscal-periods", "next-x-fiscal-years",
            "next-x-fiscal-periods", "in-fiscal-year", "in-fiscal-period", "in-fiscal-period-and-year",
            "in-or-before-fiscal-period-and-year", "in-or-after-fiscal-period-and-year", "containing");

    private FetchOperators() {}

    static ConditionOperator require(FetchElement condition) {
        String name = condition.require("operator");
        ConditionOperator operator = OPERATORS.get(name);
        if (operator != null) {
            return operator;
        }
        if (NOT_IMPLEMENTED.contains(name)) {
            throw new ServiceException(ErrorCode.NOT_IMPLEMENTED,
                    "The operator '" + name + "' of FetchXML is not implemented.");
        }
        throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_CONDITION_OPERATOR,
                "There is no operator '" + name + "' in FetchXML.");
    }
}
