package dev.colonnade.engine.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How dates and numbers are written: the columns that the organization's row and a user's settings have alike. What is `null` or
/// empty is as somebody else has it: a user's as the organization's, the organization's as in the United States.
///
/// @param date pattern of dates, e.g. `M/d/yyyy`
/// @param dateSeparator what stands for `/` in it
/// @param time pattern of times, e.g. `h:mm tt`
/// @param timeSeparator what stands for `:` in it
/// @param am what stands for `tt` before noon
/// @param pm what stands for `tt` after noon
/// @param decimalSymbol what stands before the digits behind the point
/// @param numberSeparator what stands between groups of digits
/// @param numberGroup digits of a group
/// @param negativeFormat number of the form of negative numbers, 0 to 4
/// @param currencyFormat number of the form of amounts, 0 to 3
/// @param negativeCurrencyFormat number of the form of negative amounts, 0 to 15
public record FormatSettings(@Nullable String date, @Nullable String dateSeparator, @Nullable String time,
        @Nullable String timeSeparator, @Nullable String am, @Nullable String pm, @Nullable String decimalSymbol,
        @Nullable String numberSeparator, @Nullable String numberGroup, @Nullable String negativeFormat,
        @Nullable String currencyFormat, @Nullable String negativeCurrencyFormat) {

    /// The columns in which the settings are kept, in the order of the record.
    public static final List<String> COLUMNS = List.of("dateformatstring", "dateseparator", "timeformatstring",
            "timeseparator", "amdesignator", "pmdesignator", "decimalsymbol", "numberseparator", "numbergroupformat",
            "negativeformatcode", "currencyformatcode", "negativecurrencyformatcode");

    /// Nothing of one's own.
    public static final FormatSettings NONE = of(column -> null);

    /// As in the United States.
    public static final FormatSettings UNITED_STATES = new FormatSettings("M/d/yyyy", "/", "h:mm tt", ":", "AM", "PM",
            ".", ",", "3", "1", "0", "1");

    /// The settings of a row.
    ///
    /// @param row gives the value of a column as text
    public static FormatSettings of(Function<String, @Nullable String> row) {
        List<@Nullable String> values = new java.util.ArrayList<>();
        COLUMNS.forEach(column -> values.add(row.apply(column)));
        return new FormatSettings(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4),
                values.get(5), values.get(6), values.get(7), values.get(8), values.get(9), values.get(10),
                values.get(11));
    }

    /// These settings, and for what they leave open those of somebody else.
    public FormatSettings or(FormatSettings other) {
        if (equals(NONE)) {
            return other;
        }
        return new FormatSettings(or(date, other.date), or(dateSeparator, other.dateSeparator), or(time, other.time),
                or(timeSeparator, other.timeSeparator), or(am, other.am), or(pm, other.pm),
                or(decimalSymbol, other.decimalSymbol), or(numberSeparator, other.numberSeparator),
                or(numberGroup, other.numberGroup), or(negativeFormat, other.negativeFormat),
                or(currencyFormat, other.currencyFormat), or(negativeCurrencyFormat, other.negativeCurrencyFormat));
    }

    private static @Nullable String or(@Nullable String own, @Nullable String other) {
        return own == null || own.isEmpty() ? other : own;
    }
}
