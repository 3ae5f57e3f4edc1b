package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.BooleanManagedProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Managed properties: the value alone, `boolean`. Each can be changed until a managed solution says otherwise.
///
/// Source: reference/tables-and-metadata.md, "Managed properties"
final class ManagedPropertyCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "boolean";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BooleanManagedProperty property -> property.value();
            case Boolean flag -> flag;
            default -> throw WrongType.of(column, value, "BooleanManagedProperty");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        boolean value = row.getBoolean(index);
        return row.wasNull() ? null : property(column, value);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : property(column, (Boolean) json);
    }

    private static BooleanManagedProperty property(Column column, boolean value) {
        return new BooleanManagedProperty(value, true, column.managedPropertyName());
    }
}
