package dev.colonnade.engine.operation;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import org.jspecify.annotations.Nullable;

/// Whether a write is one statement: no related rows, no links, no reference that needs a look at another row first, and no
/// definition that changes with it.
final class PlainTargets {

    private PlainTargets() {}

    static boolean isPlain(Table table, Entity target) {
        return target.relatedEntities().isEmpty() && table.feeds().isEmpty() && target.attributes().keySet().stream()
                .allMatch(name -> isPlain(table.findColumn(name), target.get(name)));
    }

    private static boolean isPlain(@Nullable Column column, @Nullable Object value) {
        return column != null && (!(value instanceof EntityReference reference)
                || (reference.id() != null && !column.isPolymorphic() && column.targets().size() == 1));
    }
}
