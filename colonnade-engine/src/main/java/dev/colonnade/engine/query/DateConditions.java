package dev.colonnade.engine.query;

import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.DateTimeGrouping;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// Plans the conditions on dates: each becomes a range of moments, bound like any other value.
final class DateConditions {

    private final QueryScope scope;
    private final Values values;
    private final ConditionValues conditionValues;
    private @Nullable DateRanges ranges;

    DateConditions(QueryScope scope, Values values, ConditionValues conditionValues) {
        this.scope = scope;
        this.values = values;
        this.conditionValues = conditionValues;
    }

    /// All conditions of a query stand at one moment.
    private DateRanges ranges() {
        if (ranges == null) {
            ranges = new DateRanges(scope.calendar());
        }
        return ranges;
    }

    FilterPlan plan(ConditionArguments arguments) {
        ConditionOperator operator = arguments.condition().operator();
        arguments.requireType(ValueType.INSTANT, ValueType.CLOCK, ValueType.DATE);
        if (countsHours(operator) && arguments.type() == ValueType.DATE) {
            throw arguments.wrongOperator();
        }
        if (operator == ConditionOperator.IN_FISCAL_PERIOD) {
            return inFiscalPeriod(arguments);
        }
        return within(arguments, range(arguments, operator), operator == ConditionOperator.NOT_ON);
    }

    private static boolean countsHours(ConditionOperator operator) {
        return switch (operator) {
            case LAST_X_HOURS, NEXT_X_HOURS, OLDER_THAN_X_HOURS, OLDER_THAN_X_MINUTES -> true;
            default -> false;
        };
    }

    private DateRange range(ConditionArguments arguments, ConditionOperator operator) {
        DateRange range = ranges().find(operator);
        if (range != null) {
            arguments.require(0);
            return range;
        }
        return switch (operator) {
            case ON, NOT_ON, ON_OR_BEFORE, ON_OR_AFTER -> {
                arguments.require(1);
                yield found(ranges().find(operator, conditionValues.day(arguments.column(), arguments.first(),
                        scope.calendar().zone())));
            }
            case IN_FISCAL_PERIOD_AND_YEAR, IN_OR_BEFORE_FISCAL_PERIOD_AND_YEAR, IN_OR_AFTER_FISCAL_PERIOD_AND_YEAR -> {
                arguments.require(2);
                yield counted(arguments, () -> ranges().find(operator, count(arguments, arguments.first()),
                        count(arguments, arguments.values().get(1))));
            }
            default -> {
                arguments.require(1);
                yield counted(arguments, () -> ranges().find(operator, count(arguments, arguments.first())));
            }
        };
    }

    private static DateRange found(@Nullable DateRange range) {
        return java.util.Objects.requireNonNull(range);
    }

    private static DateRange counted(ConditionArguments arguments,
            java.util.function.Supplier<@Nullable DateRange> range) {
        try {
            return checked(found(range.get()));
        } catch (ArithmeticException | DateTimeException e) {
            throw arguments.wrongValue(arguments.values(), e);
        }
    }

    /// PostgreSQL's calendar ends before Java's does.
    private static DateRange checked(DateRange range) {
        for (LocalDateTime time : new @Nullable LocalDateTime[]{range.from(), range.below()}) {
            if (time != null && (time.getYear() < 1 || time.getYear() > 9_999)) {
                throw new DateTimeException("There is no year " + time.getYear() + ".");
            }
        }
        return range;
    }

    private long count(ConditionArguments arguments, Object value) {
        long count = conditionValues.whole(arguments.column(), value);
        if (count < 0) {
            throw arguments.wrongValue(value, new ArithmeticException("negative"));
        }
        return count;
    }

    private FilterPlan within(ConditionArguments arguments, DateRange range, boolean isNegated) {
        return new FilterPlan.Within(arguments.operand(), bound(arguments, range.from()),
                bound(arguments, range.below()), isNegated);
    }

    private @Nullable Slot bound(ConditionArguments arguments, @Nullable LocalDateTime time) {
        ValueType type = arguments.type();
        return time == null ? null : values.add(type, ranges().bound(time, type));
    }

    /// The one condition on dates that is no range: the same period of each year.
    private FilterPlan inFiscalPeriod(ConditionArguments arguments) {
        arguments.require(1);
        long number = count(arguments, arguments.first());
        Slot zone = values.add(ValueType.TEXT, scope.calendar().zone().getId());
        var period = new Operand.DatePartOf(arguments.operand(), DateTimeGrouping.FISCAL_PERIOD, zone,
                scope.calendar().firstDayOfWeek(), scope.calendar().fiscal());
        return new FilterPlan.Compare(period, Comparison.EQUAL, values.add(ValueType.LONG, number));
    }
}
