package dev.colonnade.samples;

import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.RequestParameter;
import dev.colonnade.sdk.plugin.ResponseProperty;

/// Turns a text around. The smallest custom API: an unbound action with one parameter and one property.
@CustomApi(uniqueName = "sample_ReverseText", displayName = "Reverse text", description = "Turns a text around", request = ReverseText.Request.class, response = ReverseText.Response.class)
public final class ReverseText implements Plugin {

    record Request(@RequestParameter(description = "The text to turn around") String stringParameter) {}

    record Response(@ResponseProperty(description = "The text from its end to its beginning") String stringProperty) {}

    @Override
    public void execute(PluginContext context) {
        String text = context.request(Request.class).stringParameter();
        context.trace("reversing {} characters", text.length());
        context.respond(new Response(new StringBuilder(text).reverse().toString()));
    }
}
