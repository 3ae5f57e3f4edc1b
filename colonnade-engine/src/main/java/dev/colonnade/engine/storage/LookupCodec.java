package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.EntityReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lookups: the id of the row, `uuid`. The table of a lookup with several targets stands in a column of its own; until the
/// caller puts it in, the reference carries an empty table name (`activitypointer` where the targets are activities).
final class LookupCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "uuid";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case EntityReference reference -> id(column, reference);
            case UUID id -> id;
            default -> throw WrongType.of(column, value, "EntityReference");
        };
    }

    private static UUID id(Column column, EntityReference reference) {
        UUID id = reference.id();
        if (id == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The reference in the column '"
                    + column.logicalName() + "' of '" + column.tableName() + "' carries no id.");
        }
        return id;
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        UUID id = row.getObject(index, UUID.class);
        return id == null ? null : new EntityReference(table(column), id);
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : new EntityReference(table(column), UUID.fromString((String) json));
    }

    private static String table(Column column) {
        List<String> targets = column.targets();
        if (targets.size() == 1) {
            return targets.getFirst();
        }
        return targets.contains("activitypointer") ? "activitypointer" : "";
    }
}
