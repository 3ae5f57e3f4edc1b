package com.example.myplugin;

import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.RequestParameter;
import dev.colonnade.sdk.plugin.ResponseProperty;

/** Greets somebody, several times. The annotations are all the registration there is. */
@CustomApi(uniqueName = "sample_MyApi", displayName = "My API", description = "Greets somebody",
        request = MyApi.Request.class, response = MyApi.Response.class)
public final class MyApi implements Plugin {

    record Request(@RequestParameter(description = "Who is greeted") String name,
            @RequestParameter(description = "How often; once when absent", isOptional = true) Integer times) {}

    record Response(@ResponseProperty(description = "The greeting") String greeting) {}

    @Override
    public void execute(PluginContext context) {
        Request request = context.request(Request.class);
        int times = request.times() == null ? 1 : request.times();
        if (times < 1 || times > 10) {
            throw new InvalidPluginExecutionException("'Times' must be between 1 and 10, not " + times + ".");
        }
        context.trace("greeting {} {} times", request.name(), times);
        context.respond(new Response(("Hello " + request.name() + "! ").repeat(times).strip()));
    }
}
