package dev.colonnade.engine.message;

import dev.colonnade.engine.Limits;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;

/// The messages that a door runs for one request, all at one snapshot. Whether each is stored by itself or all of them together
/// is up to who made the session: see [MessageExecutor#session()] and [MessageExecutor#transactionally]. Belongs to one thread.
public interface MessageSession {

    Limits limits();

    /// What the messages of this session see.
    OrganizationSnapshot snapshot();

    /// Runs a message.
    ///
    /// @throws dev.colonnade.engine.ServiceException when it fails; nothing of it is stored then
    OrganizationResponse execute(OrganizationRequest request, CallOptions options);
}
