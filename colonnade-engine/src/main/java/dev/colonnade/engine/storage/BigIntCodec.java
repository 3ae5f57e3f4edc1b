package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Whole numbers of 64 bits: `int8`.
final class BigIntCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "int8";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long number -> number;
            case Integer number -> number.longValue();
            default -> throw WrongType.of(column, value, "Long");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : value;
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : JsonValues.number(json).longValueExact();
    }
}
