package dev.colonnade.server.auth;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The users of the organization, as far as signing in needs them. Safe for use by several threads.
public interface UserDirectory {

    /// The user whose column (`domainname`, `applicationid`, `azureactivedirectoryobjectid`) has a value; `null` when there is
    /// none.
    @Nullable
    UUID findUser(String column, String value);

    /// The user that the installation made.
    UUID administratorId();

    /// Refuses users that do not exist, are disabled, or have no role, and users who may not act for others.
    ///
    /// @throws dev.colonnade.engine.ServiceException with the platform's code of the refusal
    void requireImpersonator(UUID userId);

    /// Whether there is a user with this id.
    boolean exists(UUID userId);
}
