package dev.colonnade.testkit.process;

import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import java.time.Instant;
import java.util.stream.Stream;

/// Runs for half a minute, in a way that can be stopped or not.
@CustomApi(uniqueName = "new_RunOn", displayName = "Run on", description = "Runs on", request = RunOn.Request.class)
public final class RunOn implements Plugin {

    private static final int SECONDS = 30;

    record Request(boolean stoppable) {}

    @Override
    public void execute(PluginContext context) {
        Instant end = Instant.now().plusSeconds(SECONDS);
        if (context.request(Request.class).stoppable()) {
            while (end.isAfter(Instant.now())) {
                Thread.onSpinWait();
            }
        } else {
            // Nothing but the JDK's code runs.
            context.trace("{} instants", Stream.generate(Instant::now).takeWhile(end::isAfter).count());
        }
    }
}
