package dev.colonnade.engine.metadata;

import java.util.concurrent.atomic.AtomicReference;

/// Holds the current [MetadataSnapshot] of an organization and builds the next one when tables change. Safe for use by several
/// threads.
public final class MetadataCatalog {

    private final AtomicReference<MetadataSnapshot> current;

    public MetadataCatalog(MetadataStore store) {
        this.current = new AtomicReference<>(load(store));
    }

    public MetadataSnapshot snapshot() {
        return current.get();
    }

    /// Reads the definitions anew. Called after a change of tables was committed, here or on another node.
    public void refresh(MetadataStore store) {
        current.set(load(store));
    }

    private static MetadataSnapshot load(MetadataStore store) {
        return SnapshotBuilder.build(store.loadTables(), store.loadChoices());
    }
}
