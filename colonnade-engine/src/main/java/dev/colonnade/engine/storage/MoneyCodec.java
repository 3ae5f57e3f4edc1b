package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Currency values: `numeric(38,10)`. Read with four decimals at least, as the wire shows them.
///
/// Source: reference/tables-and-metadata.md, "Numbers"; reference/web-api.md, "Values"
final class MoneyCodec implements ColumnCodec {

    private static final int DECIMALS_MIN = 4;

    @Override
    public String sqlType(Column column) {
        return "numeric(38,10)";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Money money -> money.value();
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            default -> throw WrongType.of(column, value, "Money");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        BigDecimal value = row.getBigDecimal(index);
        return value == null ? null : money(value);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : money(JsonValues.number(json));
    }

    private static Money money(BigDecimal stored) {
        BigDecimal value = stored.stripTrailingZeros();
        return new Money(value.scale() < DECIMALS_MIN ? value.setScale(DECIMALS_MIN) : value);
    }
}
