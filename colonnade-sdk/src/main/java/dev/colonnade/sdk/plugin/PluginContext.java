package dev.colonnade.sdk.plugin;

import dev.colonnade.sdk.OrganizationService;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The execution context and the services that a plug-in may use. Valid during [Plugin#execute(PluginContext)] only, on the
/// thread that called it.
public interface PluginContext extends ExecutionContext {

    /// A request parameter; `null` when it is absent or null.
    ///
    /// @throws InvalidPluginExecutionException when the value is of another type
    <T> @Nullable T input(String name, Class<T> type);

    /// A request parameter that must be there.
    ///
    /// @throws InvalidPluginExecutionException when it is absent, null, or of another type
    <T> T requireInput(String name, Class<T> type);

    /// Sets a response property.
    void output(String name, @Nullable Object value);

    /// The request parameters as a record whose components are named like them, first letters compared without case.
    ///
    /// @throws InvalidPluginExecutionException when a value does not fit its component
    <T extends Record> T request(Class<T> type);

    /// Sets the response properties from the components of a record.
    void respond(Record response);

    /// The organization service with the rights of [ExecutionContext#userId()]. In stages inside the transaction its calls
    /// join it; once a call has failed there, the whole operation fails.
    OrganizationService organizationService();

    /// The organization service with the rights of a user.
    OrganizationService organizationService(UUID userId);

    /// The organization service with all rights.
    OrganizationService systemService();

    /// Adds a line to the trace. Each `{}` in the text is replaced by the next argument; a text without arguments is taken as
    /// it is.
    void trace(String text, @Nullable Object... arguments);

    /// Reads and writes JSON.
    Json json();

    /// Calls other servers over HTTP.
    Http http();

    /// Unsecure configuration of the step; `null` when there is none.
    @Nullable
    String configuration();

    /// Secure configuration of the step; `null` when there is none.
    @Nullable
    String secureConfiguration();
}
