package dev.colonnade.server.webapi;

import dev.colonnade.sdk.OptionSetValueCollection;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads scalars strictly; each method gives `null` for what is none.
final class JsonScalars {

    private static final Pattern GUID = Pattern
            .compile("\\{?([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})}?");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,60})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern OPTIONS = Pattern
            .compile("\\s*(-?[0-9]{1,10}\\s*(,\\s*-?[0-9]{1,10}\\s*)*)?,?\\s*");

    private JsonScalars() {}

    /// What a value that was found becomes; `null` when none was found.
    static <T, R> @Nullable R then(@Nullable T found, Function<T, @Nullable R> next) {
        return found == null ? null : next.apply(found);
    }

    static @Nullable UUID findGuid(String text) {
        var matcher = GUID.matcher(text);
        return matcher.matches() ? UUID.fromString(matcher.group(1)) : null;
    }

    static @Nullable BigDecimal findDecimal(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    static @Nullable Integer findInteger(BigDecimal number) {
        Long value = findLong(number);
        return value != null && value.intValue() == value ? value.intValue() : null;
    }

    static @Nullable Long findLong(BigDecimal number) {
        boolean isWhole = number.signum() == 0 || number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
        boolean isShort = number.precision() - number.scale() <= 19;
        if (!isWhole || !isShort) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException _) {
            return null;
        }
    }

    /// The options of `"2,3"` or `"2, 3"`.
    static @Nullable OptionSetValueCollection findOptions(String text) {
        if (!OPTIONS.matcher(text).matches()) {
            return null;
        }
        try {
            return OptionSetValueCollection.of(Pattern.compile(",").splitAsStream(text).map(String::strip)
                    .filter(part -> !part.isEmpty()).mapToInt(Integer::parseInt).toArray());
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
