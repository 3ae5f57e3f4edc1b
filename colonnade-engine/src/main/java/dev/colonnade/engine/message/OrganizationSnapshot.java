package dev.colonnade.engine.message;

import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.security.SecuritySnapshot;

/// Everything of an organization that is held in memory, at one version. A request pins one.
///
/// @param version version of the definitions
public record OrganizationSnapshot(long version, MetadataSnapshot metadata, SecuritySnapshot security,
        MessageRegistry messages, OrganizationSettings settings) {}
