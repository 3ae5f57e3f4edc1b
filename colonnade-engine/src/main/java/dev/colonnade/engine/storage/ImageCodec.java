package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Thumbnails of images: `bytea`.
final class ImageCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "bytea";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] content -> content;
            default -> throw WrongType.of(column, value, "byte[]");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        return row.getBytes(index);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        // PostgreSQL writes `\x` and the bytes in hexadecimal.
        return json == null ? null : HexFormat.of().parseHex(((String) json).substring(2));
    }
}
