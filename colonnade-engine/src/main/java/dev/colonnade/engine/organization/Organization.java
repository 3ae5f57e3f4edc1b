package dev.colonnade.engine.organization;

import dev.colonnade.engine.message.MessageExecutor;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.sdk.OrganizationService;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One organization: doors send their messages to its [#executor()]. Safe for use by several threads; closing it ends its
/// threads and connections.
@SuppressWarnings({"UnusedMethod", "DoNotCallSuggester"})
public final class Organization implements AutoCloseable {

    private final MessageExecutor executor;
    private final UUID administratorId;

    private Organization(MessageExecutor executor, UUID administratorId) {
        this.executor = executor;
        this.administratorId = administratorId;
    }

    /// Opens an organization, and installs it first when its schema is empty.
    ///
    /// @throws dev.colonnade.engine.ServiceException when the database cannot be used; the message says why
    public static Organization open(OrganizationConfig config) {
        throw new UnsupportedOperationException(config.uniqueName());
    }

    public MessageExecutor executor() {
        return executor;
    }

    public OrganizationSnapshot snapshot() {
        return executor.snapshot();
    }

    public UUID organizationId() {
        return snapshot().settings().organizationId();
    }

    /// The user that the installation made, holder of the System Administrator role.
    public UUID administratorId() {
        return administratorId;
    }

    /// Whether the database answers.
    public boolean isReady() {
        return false;
    }

    /// The organization service for a user, without a wire between.
    public OrganizationService service(Caller caller) {
        throw new UnsupportedOperationException(caller.toString());
    }

    /// The user whose column has a value (`domainname`, `applicationid`, `azureactivedirectoryobjectid`); `null` when there is
    /// none. Answers from memory for users that were asked for before, until a user changes.
    public @Nullable UUID findUser(String column, String value) {
        return null;
    }

    @Override
    public void close() {}
}
