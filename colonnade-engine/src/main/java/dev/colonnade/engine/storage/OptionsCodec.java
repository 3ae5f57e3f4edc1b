package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OptionSetValueCollection;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Choices: the numbers of the options in ascending order, `int4[]`.
final class OptionsCodec implements ColumnCodec {

    @Override
    public String sqlType(Column column) {
        return "int4[]";
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case OptionSetValueCollection options ->
                options.values().stream().map(OptionSetValue::value).toArray(Integer[]::new);
            default -> throw WrongType.of(column, value, "OptionSetValueCollection");
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        Array array = row.getArray(index);
        return array == null ? null : options(Arrays.asList((Object[]) array.getArray()));
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        return json == null ? null : options((Collection<?>) json);
    }

    private static OptionSetValueCollection options(Collection<?> numbers) {
        return new OptionSetValueCollection(numbers.stream()
                .map(number -> new OptionSetValue(JsonValues.number(Objects.requireNonNull(number)).intValueExact()))
                .toList());
    }
}
