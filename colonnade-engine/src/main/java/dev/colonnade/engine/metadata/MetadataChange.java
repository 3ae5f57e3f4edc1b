package dev.colonnade.engine.metadata;

/// One announced change of definitions.
///
/// @param version version of the definitions that the change made
/// @param feed which in-memory definitions it concerns: `tables`, `messages`, `plugins`, `security`, `organization`,
///        `languages`
public record MetadataChange(long version, String feed) {}
