package dev.colonnade.server;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.security.Authorizer;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.server.auth.UserDirectory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The users of an organization, for signing in.
final class OrganizationUsers implements UserDirectory {

    /// Source: reference/security.md, "Impersonation".
    private static final String PRIVILEGE = "prvActOnBehalfOfAnotherUser";

    private final Organization organization;

    OrganizationUsers(Organization organization) {
        this.organization = organization;
    }

    @Override
    public @Nullable UUID findUser(String column, String value) {
        return organization.findUser(column, value);
    }

    @Override
    public UUID administratorId() {
        return organization.administratorId();
    }

    @Override
    public void requireImpersonator(UUID userId) {
        var authorizer = new Authorizer(organization.snapshot().security(), Caller.of(userId));
        authorizer.requireMember();
        var rights = authorizer.rights();
        if (rights == null || rights.depth(PRIVILEGE) == null) {
            throw new ServiceException(ErrorCode.CANNOT_ACT_ON_BEHALF_OF_ANOTHER_USER, "The user with id " + userId
                    + " may not act on behalf of another user: the privilege '" + PRIVILEGE + "' is missing.");
        }
    }

    @Override
    public boolean exists(UUID userId) {
        return organization.snapshot().security().findRights(userId) != null;
    }
}
