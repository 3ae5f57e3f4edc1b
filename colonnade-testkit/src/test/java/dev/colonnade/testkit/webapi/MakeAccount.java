package dev.colonnade.testkit.webapi;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.RequestParameter;
import dev.colonnade.sdk.plugin.ResponseProperty;

/// Makes an account, and fails afterwards when asked to.
@CustomApi(uniqueName = "new_MakeAccount", displayName = "Make account", description = "Makes an account", request = MakeAccount.Request.class, response = MakeAccount.Response.class)
public final class MakeAccount implements Plugin {

    record Request(@RequestParameter(description = "Name of the account") String name,
            @RequestParameter(description = "Whether it fails", isOptional = true) boolean fails) {}

    record Response(@ResponseProperty(description = "Name of the account") String made) {}

    @Override
    public void execute(PluginContext context) {
        Request request = context.request(Request.class);
        context.organizationService().create(new Entity("account").set("name", request.name()));
        if (request.fails()) {
            throw new InvalidPluginExecutionException("It fails as asked.");
        }
        context.respond(new Response(request.name()));
    }
}
