package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Yes/no: `boolean`.
final class BooleanCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "boolean";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            default -> throw WrongType.of(column, value, "Boolean");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        boolean value = row.getBoolean(index);
        return row.wasNull() ? null : value;
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json;
    }
}
