package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.storage.ColumnCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The current row of a result.
record ResultCells(ResultSet row) implements Cells {

    @Override
    public @Nullable Object value(ColumnCodec codec, Column column, int field) throws SQLException {
        return codec.fromSql(column, row, field + 1);
    }

    @Override
    public @Nullable String text(int field) throws SQLException {
        return row.getString(field + 1);
    }

    @Override
    public @Nullable UUID id(int field) throws SQLException {
        return row.getObject(field + 1, UUID.class);
    }

    @Override
    public List<Cells> rows(int field, int width) throws SQLException {
        return JsonCells.parse(row.getString(field + 1), width);
    }
}
