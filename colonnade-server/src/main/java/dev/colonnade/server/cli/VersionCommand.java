package dev.colonnade.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `version`: which Colonnade and which Java this is.
@Command(description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        if (spec != null) {
            spec.commandLine()
                    .getOut()
                    .println("Colonnade " + (version == null ? "(from sources)" : version) + ", Java " + Runtime
                            .version());
        }
        return 0;
    }
}
