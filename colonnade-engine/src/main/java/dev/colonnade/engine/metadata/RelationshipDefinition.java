package dev.colonnade.engine.metadata;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An N:1 relationship, declared on the table of the many side.
///
/// @param column logical name of the lookup
/// @param target logical name of the table on the one side
/// @param navigation single-valued navigation property; made by rule when left out
/// @param collectionNavigation collection-valued navigation property on the target; default: the schema name
public record RelationshipDefinition(String schemaName, @Nullable UUID metadataId, String column, String target,
        @Nullable String navigation, @Nullable String collectionNavigation, @Nullable CascadeDefinition cascade,
        boolean hierarchical) {}
