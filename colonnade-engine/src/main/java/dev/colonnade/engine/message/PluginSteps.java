package dev.colonnade.engine.message;

import dev.colonnade.engine.storage.UnitOfWork;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the pipeline gets the handlers of plug-ins from; implemented by the room `plugin`.
public interface PluginSteps {

    /// The enabled synchronous steps that are registered now, read from rows.
    List<Step> loadSteps(UnitOfWork work);

    /// The handler of a custom API's main operation; `null` when the plug-in type is not there.
    @Nullable
    StepHandler mainOperation(UUID pluginTypeId, UUID customApiId);
}
