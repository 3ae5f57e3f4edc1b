package dev.colonnade.testkit.customapi;

import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;

/// The plug-in of the platform's page on custom APIs, line by line: it turns `StringParameter` around.
public final class ReverseText implements Plugin {

    @Override
    public void execute(PluginContext context) {
        if (context.messageName().equals("sample_CustomAPIExample") && context.stage() == 30) {
            try {
                String input = (String) context.inputParameters().get("StringParameter");
                if (input != null && !input.isEmpty()) {
                    context.outputParameters().set("StringProperty", new StringBuilder(input).reverse().toString());
                }
            } catch (RuntimeException e) {
                context.trace("ReverseText: {}", e);
                throw new InvalidPluginExecutionException("An error occurred in ReverseText.", e);
            }
        } else {
            context.trace("The plug-in is not associated with the expected message or stage.");
        }
    }
}
