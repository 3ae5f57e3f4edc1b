package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Floating-point numbers: `float8`.
final class DoubleCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "float8";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double number -> finite(column, number);
            case Float number -> finite(column, number.doubleValue());
            case Integer number -> number.doubleValue();
            case Long number -> number.doubleValue();
            case BigDecimal number -> finite(column, number.doubleValue());
            default -> throw WrongType.of(column, value, "Double");
        };
    }

    private static Double finite(Column column, double number) {
        if (!Double.isFinite(number)) {
            throw new ServiceException(ErrorCode.FLOAT_VALUE_OUT_OF_RANGE, "The value of the column '"
                    + column.logicalName() + "' of '" + column.tableName() + "' is not a finite number.");
        }
        return number;
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        double value = row.getDouble(index);
        return row.wasNull() ? null : value;
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : JsonValues.number(json).doubleValue();
    }
}
