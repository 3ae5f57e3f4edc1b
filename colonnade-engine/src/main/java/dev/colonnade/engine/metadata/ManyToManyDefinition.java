package dev.colonnade.engine.metadata;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An N:N relationship, declared on its intersect table.
public record ManyToManyDefinition(String schemaName, @Nullable UUID metadataId, String entity1, String entity1Column,
        @Nullable String entity1Navigation, String entity2, String entity2Column, @Nullable String entity2Navigation) {}
