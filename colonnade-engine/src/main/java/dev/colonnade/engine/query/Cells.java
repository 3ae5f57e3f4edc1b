package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.storage.ColumnCodec;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The fields of one row by position, whether they come from a result or out of JSON.
sealed interface Cells permits ResultCells, JsonCells {

    @Nullable
    Object value(ColumnCodec codec, Column column, int field) throws SQLException;

    @Nullable
    String text(int field) throws SQLException;

    @Nullable
    UUID id(int field) throws SQLException;

    /// The rows that PostgreSQL gathered in one field.
    ///
    /// @param width number of fields of each
    List<Cells> rows(int field, int width) throws SQLException;
}
