package dev.colonnade.engine.query;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.storage.UnitOfWork;
import java.util.UUID;

/// What a query runs in.
///
/// @param access which rows the caller sees
/// @param userId the caller, for conditions on oneself
/// @param businessUnitId the caller's business unit
public record QueryScope(MetadataSnapshot metadata, RowAccess access, UnitOfWork work, ReadFormat format, Limits limits,
        UUID userId, UUID businessUnitId) {}
