package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.storage.ColumnCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A row that came as a JSON array.
record JsonCells(List<@Nullable Object> values) implements Cells {

    /// What PostgreSQL sends is its own; a text may be as long as a column's.
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxStringLength(Integer.MAX_VALUE).maxNumberLength(Integer.MAX_VALUE).build()).build();

    /// @param json an array of rows; `null` when there are none
    static List<Cells> parse(@Nullable String json, int width) {
        if (json == null) {
            return List.of();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return rows(array(parser), width);
        }
    }

    private static List<Cells> rows(List<?> arrays, int width) {
        var rows = new ArrayList<Cells>(arrays.size());
        for (Object array : arrays) {
            if (array instanceof List<?> values) {
                rows.add(new JsonCells(width > SelectBuilder.JSON_FIELDS_MAX ? joined(values) : copy(values)));
            }
        }
        return rows;
    }

    /// A row is cut into parts when it is longer than PostgreSQL's functions take.
    private static List<@Nullable Object> joined(List<?> parts) {
        var values = new ArrayList<@Nullable Object>();
        for (Object part : parts) {
            values.addAll((List<?>) java.util.Objects.requireNonNull(part));
        }
        return values;
    }

    private static List<@Nullable Object> copy(List<?> values) {
        return new ArrayList<>(values);
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        var values = new ArrayList<@Nullable Object>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            values.add(switch (token) {
                case START_ARRAY -> array(parser);
                case VALUE_STRING -> parser.getString();
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NULL -> null;
                default -> throw new IllegalStateException("Unexpected " + token + " in a row.");
            });
            token = parser.nextToken();
        }
        return values;
    }

    private @Nullable Object cell(int field) {
        return values.get(field);
    }

    @Override
    public @Nullable Object value(ColumnCodec codec, Column column, int field) {
        return codec.fromJson(column, cell(field));
    }

    @Override
    public @Nullable String text(int field) {
        Object cell = cell(field);
        return cell == null ? null : cell.toString();
    }

    @Override
    public @Nullable UUID id(int field) {
        return cell(field) instanceof String text ? UUID.fromString(text) : null;
    }

    @Override
    public List<Cells> rows(int field, int width) {
        return cell(field) instanceof List<?> arrays ? rows(arrays, width) : List.of();
    }
}
