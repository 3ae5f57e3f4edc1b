package dev.colonnade.engine.message;

import dev.colonnade.engine.storage.UnitOfWork;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the pipeline gets the handlers of plug-ins from; implemented by the room `plugin`.
public interface PluginSteps {

    /// The enabled synchronous steps that are registered now, read from rows.
    List<Step> loadSteps(UnitOfWork work);

    /// The handler of a custom API's main operation; `null` when the plug-in type is not there.
    @Nullable
    StepHandler mainOperation(UUID pluginTypeId, UUID customApiId);

    /// Runs a part of the executor's work where plug-ins may run, and waits for it. Within such a part it runs at once.
    ///
    /// @param work what the body works on; when the body cannot be ended, it is taken away from it
    /// @throws dev.colonnade.engine.ServiceException what the body throws, and when there is no room for it
    <T extends @Nullable Object> T call(UnitOfWork work, Supplier<T> body);
}
