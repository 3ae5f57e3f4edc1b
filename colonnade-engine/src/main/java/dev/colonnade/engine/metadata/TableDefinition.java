package dev.colonnade.engine.metadata;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A table as files and metadata rows hold it; docs/table-definitions.md tells each key and its default. What a file leaves out is
/// filled in by [TableCompletion].
public record TableDefinition(String schemaName, @Nullable String logicalName, @Nullable UUID metadataId,
        @Nullable String collectionSchemaName, @Nullable String logicalCollectionName, @Nullable String entitySetName,
        @Nullable Integer objectTypeCode, @Nullable Labels displayName, @Nullable Labels displayCollectionName,
        @Nullable Labels description, @Nullable Ownership ownership, @Nullable TableKind kind, @Nullable String group,
        @Nullable String primaryId, @Nullable String primaryName, @Nullable String privilegeName,
        @Nullable List<String> standardColumns, @Nullable List<StateDefinition> states, @Nullable List<String> messages,
        @Nullable List<String> eventMessages, @Nullable List<String> feeds, boolean hasNotes, boolean hasActivities,
        boolean changeTracking, boolean solutionAware, @Nullable List<ColumnDefinition> columns,
        @Nullable List<KeyDefinition> keys, @Nullable List<RelationshipDefinition> relationships,
        @Nullable ManyToManyDefinition manyToMany) {}
