package dev.colonnade.engine.storage;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Binds the values of a [Statement].
final class Binder {

    private Binder() {}

    static void bind(PreparedStatement prepared, List<@Nullable Object> values) throws SQLException {
        for (int index = 1; index <= values.size(); index++) {
            bind(prepared, index, values.get(index - 1));
        }
    }

    private static void bind(PreparedStatement prepared, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> prepared.setNull(index, Types.NULL);
            case String text -> prepared.setString(index, text);
            case byte[] bytes -> prepared.setBytes(index, bytes);
            case Object[] array -> prepared.setArray(index,
                    prepared.getConnection().createArrayOf(elementType(array), array));
            default -> prepared.setObject(index, value);
        }
    }

    private static String elementType(Object[] array) {
        Class<?> type = array.getClass().getComponentType();
        if (type == UUID.class) {
            return "uuid";
        } else if (type == String.class) {
            return "text";
        } else if (type == Integer.class) {
            return "int4";
        } else if (type == Long.class) {
            return "int8";
        } else if (type == Boolean.class) {
            return "bool";
        } else if (type == BigDecimal.class) {
            return "numeric";
        } else if (type == Double.class) {
            return "float8";
        } else if (type == OffsetDateTime.class) {
            return "timestamptz";
        } else if (type == LocalDateTime.class) {
            return "timestamp";
        } else if (type == LocalDate.class) {
            return "date";
        }
        throw new IllegalArgumentException("An array of " + type.getName() + " cannot be bound.");
    }
}
