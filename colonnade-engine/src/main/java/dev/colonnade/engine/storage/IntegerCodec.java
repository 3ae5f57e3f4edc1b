package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Whole numbers of 32 bits: `int4`.
final class IntegerCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "int4";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number;
            case Short number -> number.intValue();
            case Byte number -> number.intValue();
            default -> throw WrongType.of(column, value, "Integer");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        int value = row.getInt(index);
        return row.wasNull() ? null : value;
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : JsonValues.number(json).intValueExact();
    }
}
