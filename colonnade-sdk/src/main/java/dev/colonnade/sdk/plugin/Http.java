package dev.colonnade.sdk.plugin;

/// Calls other servers over HTTP for plug-ins. Valid as long as the [PluginContext] that it comes from, on the same thread.
///
/// The call is part of the plug-in's run time. Inside the transaction of an operation its locks are held while the other server
/// works; prefer asynchronous steps, or stages outside of it.
public interface Http {

    /// Sends a request and waits for the answer, whatever its status is. Redirects are followed for `GET` and `HEAD`.
    ///
    /// @throws InvalidPluginExecutionException when the server cannot be reached, does not answer in time, or answers more than
    ///         the operator allows, or when the operator does not allow plug-ins to call its address
    HttpResponse send(HttpRequest request);
}
