package dev.colonnade.engine.metadata;

import java.util.UUID;

/// A lookup's relationship to one of its targets, ready for use.
///
/// @param referencingTable logical name of the many side
/// @param column logical name of the lookup
/// @param referencedTable logical name of the one side
/// @param navigation single-valued navigation property of the many side
/// @param collectionNavigation collection-valued navigation property of the one side
public record ManyToOne(String schemaName, UUID metadataId, String referencingTable, String column,
        String referencedTable, String navigation, String collectionNavigation, CascadeDefinition cascade,
        boolean hierarchical) {}
