package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.OptionSetValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Choice, state and status: the number of the option, `int4`.
final class OptionCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "int4";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case OptionSetValue option -> option.value();
            case Integer number -> number;
            default -> throw WrongType.of(column, value, "OptionSetValue");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        int value = row.getInt(index);
        return row.wasNull() ? null : new OptionSetValue(value);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : new OptionSetValue(JsonValues.number(json).intValueExact());
    }
}
