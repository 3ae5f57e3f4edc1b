package dev.colonnade.engine.metadata;

import java.util.UUID;

/// An N:N relationship, ready for use.
///
/// @param intersectTable logical name of the table of pairs
public record ManyToMany(String schemaName, UUID metadataId, String intersectTable, String entity1,
        String entity1Column,
        String entity1Navigation, String entity2, String entity2Column, String entity2Navigation) {}
