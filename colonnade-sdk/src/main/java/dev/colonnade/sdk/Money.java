package dev.colonnade.sdk;

import java.math.BigDecimal;
import java.util.Objects;

/// A value of a currency column, in the currency of its row.
public record Money(BigDecimal value) {

    public Money {
        Objects.requireNonNull(value, "value");
    }

    public static Money of(long value) {
        return new Money(BigDecimal.valueOf(value));
    }
}
