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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Display texts of values, as they are shown in the United States. Belongs to one read.
///
/// Source: reference/web-api.md, "JSON of every column type"
final class ValueFormat {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.US);
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("M/d/yyyy h:mm a", Locale.US);

    private final ReadFormat format;
    private final Map<Integer, DecimalFormat> numbers = new HashMap<>();

    ValueFormat(ReadFormat format) {
        this.format = format;
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
            case LocalDate date -> DATE.format(date);
            default -> label(column, value);
        };
    }

    /// The label of a choice's value; `null` for values that are none, and for options that are gone.
    @Nullable
    String label(Column column, Object value) {
        return switch (value) {
            case Boolean flag -> label(column, flag ? 1 : 0);
            case OptionSetValue option -> label(column, option.value());
            case OptionSetValueCollection options -> options.values().stream()
                    .map(option -> java.util.Objects.requireNonNullElse(label(column, option.value()),
                            String.valueOf(option.value())))
                    .collect(Collectors.joining("; "));
            default -> null;
        };
    }

    private @Nullable String label(Column column, int number) {
        OptionDefinition option = column.choice() == null
                ? null
                : java.util.Objects.requireNonNull(column.choice()).find(number);
        return option == null ? null : option.label().text(format.languageCode(), format.baseLanguageCode());
    }

    private static String shown(Column column, LocalDateTime time) {
        return (column.format().equals("DateOnly") ? DATE : DATE_AND_TIME).format(time);
    }

    private String money(Column column, BigDecimal amount, @Nullable UUID currencyId) {
        CurrencyFormat.Shape shape = format.currencies().find(currencyId);
        if (shape == null) {
            return number(amount, column.precision());
        }
        int precision = column.precisionSource() == 2 ? shape.precision() : column.precision();
        String digits = number(amount.abs(), precision);
        return (amount.signum() < 0 ? "-" : "") + shape.symbol() + digits;
    }

    private String number(BigDecimal number, int precision) {
        return numbers.computeIfAbsent(precision, ValueFormat::decimalFormat).format(number);
    }

    private static DecimalFormat decimalFormat(int precision) {
        var decimal = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.US));
        decimal.setMinimumFractionDigits(precision);
        decimal.setMaximumFractionDigits(precision);
        decimal.setRoundingMode(RoundingMode.HALF_UP);
        return decimal;
    }
}
