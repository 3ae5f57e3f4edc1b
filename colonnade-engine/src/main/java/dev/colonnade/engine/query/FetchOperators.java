package dev.colonnade.engine.query;

import static java.util.Map.entry;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.query.ConditionOperator;
import java.util.Map;

/// The operators of FetchXML.
///
/// Source: reference/web-api.md, "FetchXML", "Operators, complete"
final class FetchOperators {

    static final Map<String, ConditionOperator> OPERATORS = Map.ofEntries(
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
            entry("containing", ConditionOperator.CONTAINS),
            entry("contain-values", ConditionOperator.CONTAIN_VALUES),
            entry("not-contain-values", ConditionOperator.DOES_NOT_CONTAIN_VALUES),
            entry("eq-userid", ConditionOperator.EQUAL_USER_ID),
            entry("ne-userid", ConditionOperator.NOT_EQUAL_USER_ID),
            entry("eq-businessid", ConditionOperator.EQUAL_BUSINESS_ID),
            entry("ne-businessid", ConditionOperator.NOT_EQUAL_BUSINESS_ID),
            entry("eq-rolebusinessid", ConditionOperator.EQUAL_ROLE_BUSINESS_ID),
            entry("eq-userteams", ConditionOperator.EQUAL_USER_TEAMS),
            entry("eq-useroruserteams", ConditionOperator.EQUAL_USER_OR_USER_TEAMS),
            entry("eq-useroruserhierarchy", ConditionOperator.EQUAL_USER_OR_USER_HIERARCHY),
            entry("eq-useroruserhierarchyandteams", ConditionOperator.EQUAL_USER_OR_USER_HIERARCHY_AND_TEAMS),
            entry("eq-userlanguage", ConditionOperator.EQUAL_USER_LANGUAGE),
            entry("above", ConditionOperator.ABOVE),
            entry("eq-or-above", ConditionOperator.ABOVE_OR_EQUAL),
            entry("under", ConditionOperator.UNDER),
            entry("eq-or-under", ConditionOperator.UNDER_OR_EQUAL),
            entry("not-under", ConditionOperator.NOT_UNDER),
            entry("on", ConditionOperator.ON),
            entry("not-on", ConditionOperator.NOT_ON),
            entry("on-or-before", ConditionOperator.ON_OR_BEFORE),
            entry("on-or-after", ConditionOperator.ON_OR_AFTER),
            entry("today", ConditionOperator.TODAY),
            entry("tomorrow", ConditionOperator.TOMORROW),
            entry("yesterday", ConditionOperator.YESTERDAY),
            entry("last-seven-days", ConditionOperator.LAST_7_DAYS),
            entry("next-seven-days", ConditionOperator.NEXT_7_DAYS),
            entry("last-week", ConditionOperator.LAST_WEEK),
            entry("this-week", ConditionOperator.THIS_WEEK),
            entry("next-week", ConditionOperator.NEXT_WEEK),
            entry("last-month", ConditionOperator.LAST_MONTH),
            entry("this-month", ConditionOperator.THIS_MONTH),
            entry("next-month", ConditionOperator.NEXT_MONTH),
            entry("last-year", ConditionOperator.LAST_YEAR),
            entry("this-year", ConditionOperator.THIS_YEAR),
            entry("next-year", ConditionOperator.NEXT_YEAR),
            entry("last-x-hours", ConditionOperator.LAST_X_HOURS),
            entry("next-x-hours", ConditionOperator.NEXT_X_HOURS),
            entry("last-x-days", ConditionOperator.LAST_X_DAYS),
            entry("next-x-days", ConditionOperator.NEXT_X_DAYS),
            entry("last-x-weeks", ConditionOperator.LAST_X_WEEKS),
            entry("next-x-weeks", ConditionOperator.NEXT_X_WEEKS),
            entry("last-x-months", ConditionOperator.LAST_X_MONTHS),
            entry("next-x-months", ConditionOperator.NEXT_X_MONTHS),
            entry("last-x-years", ConditionOperator.LAST_X_YEARS),
            entry("next-x-years", ConditionOperator.NEXT_X_YEARS),
            entry("olderthan-x-minutes", ConditionOperator.OLDER_THAN_X_MINUTES),
            entry("olderthan-x-hours", ConditionOperator.OLDER_THAN_X_HOURS),
            entry("olderthan-x-days", ConditionOperator.OLDER_THAN_X_DAYS),
            entry("olderthan-x-weeks", ConditionOperator.OLDER_THAN_X_WEEKS),
            entry("olderthan-x-months", ConditionOperator.OLDER_THAN_X_MONTHS),
            entry("olderthan-x-years", ConditionOperator.OLDER_THAN_X_YEARS),
            entry("this-fiscal-year", ConditionOperator.THIS_FISCAL_YEAR),
            entry("last-fiscal-year", ConditionOperator.LAST_FISCAL_YEAR),
            entry("next-fiscal-year", ConditionOperator.NEXT_FISCAL_YEAR),
            entry("last-x-fiscal-years", ConditionOperator.LAST_X_FISCAL_YEARS),
            entry("next-x-fiscal-years", ConditionOperator.NEXT_X_FISCAL_YEARS),
            entry("in-fiscal-year", ConditionOperator.IN_FISCAL_YEAR),
            entry("this-fiscal-period", ConditionOperator.THIS_FISCAL_PERIOD),
            entry("last-fiscal-period", ConditionOperator.LAST_FISCAL_PERIOD),
            entry("next-fiscal-period", ConditionOperator.NEXT_FISCAL_PERIOD),
            entry("last-x-fiscal-periods", ConditionOperator.LAST_X_FISCAL_PERIODS),
            entry("next-x-fiscal-periods", ConditionOperator.NEXT_X_FISCAL_PERIODS),
            entry("in-fiscal-period", ConditionOperator.IN_FISCAL_PERIOD),
            entry("in-fiscal-period-and-year", ConditionOperator.IN_FISCAL_PERIOD_AND_YEAR),
            entry("in-or-before-fiscal-period-and-year", ConditionOperator.IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR),
            entry("in-or-after-fiscal-period-and-year", ConditionOperator.IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR),
            entry("mask", ConditionOperator.MASK),
            entry("not-mask", ConditionOperator.NOT_MASK),
            entry("masks-select", ConditionOperator.MASKS_SELECT),
            entry("child-of", ConditionOperator.CHILD_OF),
            entry("not-containing", ConditionOperator.DOES_NOT_CONTAIN));

    private FetchOperators() {}

    static ConditionOperator require(FetchElement condition) {
        String name = condition.require("operator");
        ConditionOperator operator = OPERATORS.get(name);
        if (operator == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_CONDITION_OPERATOR,
                    "There is no operator '" + name + "' in FetchXML.");
        }
        return operator;
    }
}
