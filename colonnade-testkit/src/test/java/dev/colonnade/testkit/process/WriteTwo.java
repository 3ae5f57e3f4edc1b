package dev.colonnade.testkit.process;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;

/// Writes two accounts, `…/1` and `…/2`.
@CustomApi(uniqueName = "new_WriteTwo", displayName = "Write two", description = "Writes two accounts", request = WriteTwo.Request.class)
public final class WriteTwo implements Plugin {

    record Request(String name) {}

    @Override
    public void execute(PluginContext context) {
        String name = context.request(Request.class).name();
        context.organizationService().create(new Entity("account").set("name", name + "/1"));
        context.organizationService().create(new Entity("account").set("name", name + "/2"));
    }
}
