package dev.colonnade.bench.plugin;

import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.RequestParameter;
import dev.colonnade.sdk.plugin.ResponseProperty;

/// Turns a text around and counts on: the work of the benchmark's action, which is as small as it can be without being nothing.
@CustomApi(uniqueName = "bench_Turn", displayName = "Turn", description = "Turns a text around and counts on", request = Turn.Request.class, response = Turn.Response.class)
public final class Turn implements Plugin {

    record Request(@RequestParameter(description = "A text") String text,
            @RequestParameter(description = "A number") int number) {}

    record Response(@ResponseProperty(description = "The text turned around") String text,
            @ResponseProperty(description = "The next number") int number) {}

    @Override
    public void execute(PluginContext context) {
        Request request = context.request(Request.class);
        context.respond(new Response(new StringBuilder(request.text()).reverse().toString(), request.number() + 1));
    }
}
