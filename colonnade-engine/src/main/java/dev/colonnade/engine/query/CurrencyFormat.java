package dev.colonnade.engine.query;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How the amounts of a currency are shown.
@FunctionalInterface
public interface CurrencyFormat {

    /// No currency is known: amounts are shown as plain numbers.
    CurrencyFormat NONE = currencyId -> null;

    /// @param currencyId the currency of a row; `null` for the organization's base currency
    /// @return `null` when the currency is not known
    @Nullable
    Shape find(@Nullable UUID currencyId);

    /// @param symbol what stands before an amount, e.g. `$`
    /// @param precision digits after the point
    record Shape(String symbol, int precision) {}
}
