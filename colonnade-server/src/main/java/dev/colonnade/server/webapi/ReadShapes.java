package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The shapes of selections without expands, which most requests ask for again and again. They depend on the definitions and go
/// with them; they do not depend on who asks. Safe for use by several threads.
final class ReadShapes {

    /// Columns of all shapes that are kept.
    private static final int COLUMNS_MAX = 50_000;

    private final AtomicReference<Generation> current = new AtomicReference<>();

    /// @param names of properties as the client wrote them; `null` for all columns
    /// @param lookupBack see [ReadShape]
    /// @throws dev.colonnade.engine.ServiceException `ODATA` for a name that the table does not have
    ReadShape of(MetadataSnapshot metadata, Table table, @Nullable List<String> names, @Nullable Column lookupBack) {
        return generation(metadata).shapes.get(new Key(table, names, lookupBack),
                () -> new ReadShape(table, selected(table, names), List.of(), lookupBack));
    }

    private Generation generation(MetadataSnapshot metadata) {
        Generation known = current.get();
        if (known != null && known.metadata == metadata) {
            return known;
        }
        var made = new Generation(metadata, new SeenBefore<>(COLUMNS_MAX, Key::columns));
        current.set(made);
        return made;
    }

    /// The columns that are selected; `null` for all.
    static @Nullable List<Column> selected(Table table, @Nullable List<String> names) {
        if (names == null || names.isEmpty() || names.contains("*")) {
            return null;
        }
        var columns = new LinkedHashSet<Column>();
        for (String name : names) {
            columns.add(EdmNames.requireColumn(table, name));
        }
        return List.copyOf(columns);
    }

    private record Key(Table table, @Nullable List<String> names, @Nullable Column lookupBack) {

        int columns() {
            return names == null || names.contains("*") ? table.columns().size() : names.size();
        }
    }

    private record Generation(MetadataSnapshot metadata, SeenBefore<Key, ReadShape> shapes) {}
}
