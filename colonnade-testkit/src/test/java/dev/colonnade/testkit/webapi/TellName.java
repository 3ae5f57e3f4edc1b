package dev.colonnade.testkit.webapi;

import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.RequestParameter;
import dev.colonnade.sdk.plugin.ResponseProperty;

/// A function that answers what it was asked.
@CustomApi(uniqueName = "new_TellName", displayName = "Tell name", description = "Tells a name", isFunction = true, request = TellName.Request.class, response = TellName.Response.class)
public final class TellName implements Plugin {

    record Request(@RequestParameter(description = "The name") String name) {}

    record Response(@ResponseProperty(description = "The name") String told) {}

    @Override
    public void execute(PluginContext context) {
        context.respond(new Response(context.request(Request.class).name()));
    }
}
