package dev.colonnade.engine.organization;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.storage.DatabaseConfig;
import java.time.InstantSource;

/// How an organization is opened.
///
/// @param uniqueName name of the organization, used once, when it is installed
/// @param friendlyName display name, likewise
/// @param businessTables whether account, contact and the other business tables are installed
public record OrganizationConfig(DatabaseConfig database, String uniqueName, String friendlyName,
        boolean businessTables,
        Limits limits, InstantSource clock) {}
