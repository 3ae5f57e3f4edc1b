package dev.colonnade.engine.metadata;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An alternate key.
///
/// @param columns logical names; lookups by their plain name
public record KeyDefinition(String schemaName, @Nullable UUID metadataId, @Nullable Labels displayName,
        List<String> columns) {

    public KeyDefinition {
        columns = List.copyOf(columns);
    }
}
