package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Logical names of tables: `text`, compared byte by byte.
final class EntityNameCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "text collate \"C\"";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String name -> name;
            default -> throw WrongType.of(column, value, "String");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json;
    }
}
