package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// How the values of one column type are kept in PostgreSQL. One implementation per type; [ColumnCodecs] finds it. A lookup's
/// codec covers its uuid column alone; who reads a polymorphic lookup reads its type column too.
public interface ColumnCodec {

    /// The column's PostgreSQL type, e.g. `numeric(38,10)`; collation included.
    String sqlType(Column column);

    /// The value that is bound for a value of the SDK's type; `null` for `null`.
    ///
    /// @throws dev.colonnade.engine.ServiceException when the value is of another type
    @Nullable
    Object toSql(Column column, @Nullable Object value);

    /// The SDK's value of a result column. Lookups come without a name; a polymorphic lookup gets its table from the caller.
    ///
    /// @param index number of the result column, from 1
    @Nullable
    Object fromSql(Column column, ResultSet row, int index) throws SQLException;

    /// The SDK's value of what PostgreSQL's JSON functions make of the column: a string, number, boolean, or `null`.
    @Nullable
    Object fromJson(Column column, @Nullable Object json);
}
