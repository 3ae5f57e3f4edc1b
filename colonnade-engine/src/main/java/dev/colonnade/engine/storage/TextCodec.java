package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Text and multiline text: `text`, compared without regard to case and accents. Columns that hold contents (documents,
/// assemblies, base64) are plain `text`: nobody compares them, and the collation would only cost.
final class TextCodec implements ColumnCodec {

    /// Longest text, in UTF-16 units, that clients may declare themselves; longer columns hold contents.
    static final int COMPARED_LENGTH_MAX = 1_048_576;

    @Override
    public String sqlType(Column column) {
        return column.maxLength() > COMPARED_LENGTH_MAX ? "text" : "text collate \"ci\"";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> {
                // PostgreSQL keeps no NUL in text.
                if (text.indexOf('\0') >= 0) {
                    throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The value of the column '"
                            + column.logicalName() + "' of '" + column.tableName()
                            + "' holds the character U+0000, which cannot be kept.");
                }
                yield text;
            }
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
