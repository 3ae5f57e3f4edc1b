package dev.colonnade.sdk.plugin;

/// Logic that runs in the event pipeline: as a step on a message, or as the main operation of a custom API.
///
/// The server looks for a public constructor `(String unsecureConfiguration, String secureConfiguration)`,
/// `(String unsecureConfiguration)` or `()`, in this order. One instance serves one registration and is used by several
/// threads at once, so a plug-in keeps no state of a call in its fields.
@FunctionalInterface
public interface Plugin {

    /// Runs once per event.
    ///
    /// @throws InvalidPluginExecutionException to refuse the operation with a message for the caller
    void execute(PluginContext context);
}
