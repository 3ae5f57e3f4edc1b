package dev.colonnade.testkit.webapi;

import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;

/// A plug-in that an API points to.
public final class Joined implements Plugin {

    @Override
    public void execute(PluginContext context) {
        context.trace("ran");
    }
}
