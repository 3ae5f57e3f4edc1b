package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.OptionDefinition;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Display texts of values, written as the caller has it. Belongs to one read.
///
/// Source: reference/web-api.md, "JSON of every column type"
final class ValueFormat {

    private static final DateTimeFormatter DATE = DatePattern.formatter("M/d/yyyy", FormatSettings.UNITED_STATES);
    private static final DateTimeFormatter DATE_AND_TIME = DatePattern.formatter("M/d/yyyy h:mm tt",
            FormatSettings.UNITED_STATES);
    /// Where the number stands, by the number of the form; `n` is the amount without sign, `$` the symbol.
    private static final List<String> NEGATIVE_NUMBERS = List.of("(n)", "-n", "- n", "n-", "n -");
    private static final List<String> AMOUNTS = List.of("$n", "n$", "$ n", "n $");
    private static final List<String> NEGATIVE_AMOUNTS = List.of("($n)", "-$n", "$-n", "$n-", "(n$)", "-n$", "n-$",
            "n$-", "-n $", "-$ n", "n $-", "$ n-", "$ -n", "n- $", "($ n)", "(n $)");

    private final ReadFormat format;
    private final FormatSettings settings;
    private final Map<Integer, DecimalFormat> numbers = new HashMap<>();
    private @Nullable DateTimeFormatter date;
    private @Nullable DateTimeFormatter dateAndTime;

    ValueFormat(ReadFormat format) {
        this.format = format;
        this.settings = format.settings().or(FormatSettings.UNITED_STATES);
    }

    boolean isWanted() {
        return format.formattedValues();
    }

    /// The display text of a value that is no reference; `null` for types that have none.
    ///
    /// @param currencyId currency of the row, for amounts
    @Nullable
    String text(Column column, Object value, @Nullable UUID currencyId) {
        return switch (value) {
            case Integer number -> number(BigDecimal.valueOf(number), 0);
            case Long number -> number(BigDecimal.valueOf(number), 0);
            case BigDecimal number -> number(number, column.precision());
            case Double number -> Double.isFinite(number)
                    ? number(BigDecimal.valueOf(number), column.precision())
                    : null;
            case Money money -> money(column, money.value(), currencyId);
            case Instant instant -> shown(column, instant.atZone(format.timeZone()).toLocalDateTime());
            case LocalDateTime time -> shown(column, time);
            case LocalDate day -> date().format(day);
            default -> label(column, value);
        };
    }

    /// The display text of a count.
    String whole(BigDecimal number) {
        return number(number, 0);
    }

    /// The label of a choice's value; `null` for values that are none, and for options that are gone.
    @Nullable
    String label(Column column, Object value) {
        return switch (value) {
            case Boolean flag -> label(column, flag ? 1 : 0);
            case OptionSetValue option -> label(column, option.value());
            case OptionSetValueCollection options -> options.values().stream()
                    .map(option -> Objects.requireNonNullElse(label(column, option.value()),
                            String.valueOf(option.value())))
                    .collect(Collectors.joining("; "));
            default -> null;
        };
    }

    private @Nullable String label(Column column, int number) {
        OptionDefinition option = column.choice() == null
                ? null
                : Objects.requireNonNull(column.choice()).find(number);
        return option == null ? null : option.label().text(format.languageCode(), format.baseLanguageCode());
    }

    private String shown(Column column, LocalDateTime time) {
        return (column.format().equals("DateOnly") ? date() : dateAndTime()).format(time);
    }

    private DateTimeFormatter date() {
        DateTimeFormatter made = date;
        if (made == null) {
            made = settings.equals(FormatSettings.UNITED_STATES)
                    ? DATE
                    : DatePattern.formatter(text(settings.date()), settings);
            date = made;
        }
        return made;
    }

    private DateTimeFormatter dateAndTime() {
        DateTimeFormatter made = dateAndTime;
        if (made == null) {
            made = settings.equals(FormatSettings.UNITED_STATES)
                    ? DATE_AND_TIME
                    : DatePattern.formatter(text(settings.date()) + " " + text(settings.time()), settings);
            dateAndTime = made;
        }
        return made;
    }

    private static String text(@Nullable String setting) {
        return Objects.requireNonNull(setting);
    }

    private String money(Column column, BigDecimal amount, @Nullable UUID currencyId) {
        CurrencyFormat.Shape shape = format.currencies().find(currencyId);
        if (shape == null) {
            return number(amount, column.precision());
        }
        int precision = column.precisionSource() == 2 ? shape.precision() : column.precision();
        String digits = digits(amount, precision);
        String form = isNegative(amount, precision)
                ? form(NEGATIVE_AMOUNTS, settings.negativeCurrencyFormat())
                : form(AMOUNTS, settings.currencyFormat());
        return form.replace("n", digits).replace("$", shape.symbol());
    }

    private String number(BigDecimal number, int precision) {
        String digits = digits(number, precision);
        return isNegative(number, precision)
                ? form(NEGATIVE_NUMBERS, settings.negativeFormat()).replace("n", digits)
                : digits;
    }

    private static String form(List<String> forms, @Nullable String number) {
        try {
            int index = Integer.parseInt(text(number));
            return forms.get(index >= 0 && index < forms.size() ? index : 0);
        } catch (NumberFormatException e) {
            return forms.getFirst();
        }
    }

    /// Whether the number is still negative when it is rounded.
    private static boolean isNegative(BigDecimal number, int precision) {
        return number.signum() < 0 && number.setScale(precision, RoundingMode.HALF_UP).signum() < 0;
    }

    private String digits(BigDecimal number, int precision) {
        return numbers.computeIfAbsent(precision, this::decimalFormat).format(number.abs());
    }

    private DecimalFormat decimalFormat(int precision) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.US);
        symbols.setDecimalSeparator(text(settings.decimalSymbol()).charAt(0));
        symbols.setGroupingSeparator(text(settings.numberSeparator()).charAt(0));
        var decimal = new DecimalFormat("#,##0", symbols);
        char group = text(settings.numberGroup()).charAt(0);
        decimal.setGroupingUsed(group >= '1' && group <= '9');
        if (decimal.isGroupingUsed()) {
            decimal.setGroupingSize(group - '0');
        }
        decimal.setMinimumFractionDigits(precision);
        decimal.setMaximumFractionDigits(precision);
        decimal.setRoundingMode(RoundingMode.HALF_UP);
        return decimal;
    }
}
