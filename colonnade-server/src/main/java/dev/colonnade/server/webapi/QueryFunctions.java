package dev.colonnade.server.webapi;

import dev.colonnade.sdk.query.ConditionOperator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query functions of filters, each an operator of the query model.
///
/// Source: reference/web-api.md, "Query functions".
final class QueryFunctions {

    private static final Map<String, Function> FUNCTIONS = functions();

    private QueryFunctions() {}

    /// @param values what the function takes beside the name of a property
    record Function(String name, ConditionOperator operator, Values values) {}

    /// The parameters behind `PropertyName`.
    enum Values {
        NONE,
        /// `PropertyValue`: a value of the property's type.
        OF_PROPERTY,
        /// `PropertyValue`: a day, or a point in time that lies in it.
        DAY,
        /// `PropertyValue`: a whole number.
        NUMBER,
        /// `PropertyValue1` and `PropertyValue2`: the number of a fiscal period, and that of a year.
        PERIOD_AND_YEAR,
        /// `PropertyValues`: values of the property's type, as texts.
        SEVERAL,
        /// `PropertyValues`: two of them.
        RANGE,
        /// `PropertyValues`: numbers of options, as texts.
        OPTIONS
    }

    /// @param name without the namespace
    static @Nullable Function find(String name) {
        return FUNCTIONS.get(name);
    }

    private static Map<String, Function> functions() {
        var functions = new HashMap<String, Function>();
        for (ConditionOperator operator : ConditionOperator.values()) {
            Values values = values(operator);
            if (values != null) {
                String name = name(operator);
                functions.put(name, new Function(name, operator, values));
            }
        }
        return Map.copyOf(functions);
    }

    /// What a function of the operator takes; `null` when there is no such function.
    private static @Nullable Values values(ConditionOperator operator) {
        return switch (operator) {
            case IN, NOT_IN -> Values.SEVERAL;
            case BETWEEN, NOT_BETWEEN -> Values.RANGE;
            case CONTAIN_VALUES, DOES_NOT_CONTAIN_VALUES -> Values.OPTIONS;
            case CONTAINS, ABOVE, ABOVE_OR_EQUAL, UNDER, UNDER_OR_EQUAL, NOT_UNDER -> Values.OF_PROPERTY;
            case ON, ON_OR_AFTER, ON_OR_BEFORE -> Values.DAY;
            case EQUAL_USER_ID, NOT_EQUAL_USER_ID, EQUAL_BUSINESS_ID, NOT_EQUAL_BUSINESS_ID, EQUAL_ROLE_BUSINESS_ID,
                    EQUAL_USER_LANGUAGE, EQUAL_USER_TEAMS, EQUAL_USER_OR_USER_TEAMS, EQUAL_USER_OR_USER_HIERARCHY,
                    EQUAL_USER_OR_USER_HIERARCHY_AND_TEAMS ->
                Values.NONE;
            case TODAY, TOMORROW, YESTERDAY, LAST_7_DAYS, NEXT_7_DAYS, LAST_WEEK, THIS_WEEK, NEXT_WEEK, LAST_MONTH,
                    THIS_MONTH, NEXT_MONTH, LAST_YEAR, THIS_YEAR, NEXT_YEAR ->
                Values.NONE;
            case LAST_FISCAL_PERIOD, THIS_FISCAL_PERIOD, NEXT_FISCAL_PERIOD, LAST_FISCAL_YEAR, THIS_FISCAL_YEAR,
                    NEXT_FISCAL_YEAR ->
                Values.NONE;
            case LAST_X_HOURS, LAST_X_DAYS, LAST_X_WEEKS, LAST_X_MONTHS, LAST_X_YEARS, NEXT_X_HOURS, NEXT_X_DAYS,
                    NEXT_X_WEEKS, NEXT_X_MONTHS, NEXT_X_YEARS ->
                Values.NUMBER;
            case OLDER_THAN_X_MINUTES, OLDER_THAN_X_HOURS, OLDER_THAN_X_DAYS, OLDER_THAN_X_WEEKS, OLDER_THAN_X_MONTHS,
                    OLDER_THAN_X_YEARS ->
                Values.NUMBER;
            case LAST_X_FISCAL_PERIODS, NEXT_X_FISCAL_PERIODS, LAST_X_FISCAL_YEARS, NEXT_X_FISCAL_YEARS,
                    IN_FISCAL_PERIOD, IN_FISCAL_YEAR ->
                Values.NUMBER;
            case IN_FISCAL_PERIOD_AND_YEAR, IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR, IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR ->
                Values.PERIOD_AND_YEAR;
            case EQUAL, NOT_EQUAL, GREATER_THAN, LESS_THAN, GREATER_EQUAL, LESS_EQUAL, LIKE, NOT_LIKE, NULL, NOT_NULL,
                    CHILD_OF, MASK, NOT_MASK, MASKS_SELECT, DOES_NOT_CONTAIN, NOT_ON, BEGINS_WITH, DOES_NOT_BEGIN_WITH,
                    ENDS_WITH, DOES_NOT_END_WITH ->
                null;
        };
    }

    /// `LAST_X_HOURS` is `LastXHours`.
    private static String name(ConditionOperator operator) {
        var name = new StringBuilder();
        for (String word : operator.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
