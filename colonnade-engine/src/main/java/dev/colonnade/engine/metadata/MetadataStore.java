package dev.colonnade.engine.metadata;

import java.util.Collection;
import java.util.List;

/// Where definitions are kept: metadata rows and the tables that they describe.
public interface MetadataStore {

    /// All completed table definitions.
    List<TableDefinition> loadTables();

    /// All global choices.
    List<ChoiceDefinition> loadChoices();

    /// Version of the definitions: grows by one with every committed change of a definition row, whatever the feed.
    long version();

    /// The version, which nobody else changes until the end of the caller's transaction.
    long holdVersion();

    /// What changed after a version, oldest first.
    List<MetadataChange> changesSince(long version);

    /// Creates tables with everything that belongs to them, rows and DDL in the caller's transaction: the metadata rows, the
    /// PostgreSQL tables, their keys and foreign keys.
    ///
    /// @param tables completed definitions
    void createTables(Collection<TableDefinition> tables, Collection<ChoiceDefinition> choices);
}
