package dev.colonnade.engine.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Turns the current row of a result into a value.
@FunctionalInterface
public interface RowMapper<T extends @Nullable Object> {

    T map(ResultSet row) throws SQLException;
}
