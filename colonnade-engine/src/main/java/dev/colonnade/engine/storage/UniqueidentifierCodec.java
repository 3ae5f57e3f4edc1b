package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Unique identifiers, and the ids of files: `uuid`.
final class UniqueidentifierCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "uuid";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case UUID id -> id;
            default -> throw WrongType.of(column, value, "UUID");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        return row.getObject(index, UUID.class);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : UUID.fromString((String) json);
    }
}
