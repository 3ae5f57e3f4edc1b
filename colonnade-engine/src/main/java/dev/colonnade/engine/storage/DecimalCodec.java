package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Decimal numbers: `numeric`, with the digits that were written. Rounding to the column's precision is the writer's.
final class DecimalCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "numeric";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            default -> throw WrongType.of(column, value, "BigDecimal");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        return row.getBigDecimal(index);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : JsonValues.number(json);
    }
}
