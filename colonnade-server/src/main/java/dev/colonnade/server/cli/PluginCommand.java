package dev.colonnade.server.cli;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `plugin push` and `plugin list`: plug-in assemblies of a running server.
@Command(description = "Registers plug-in assemblies, and lists them.", synopsisSubcommandLabel = "COMMAND")
final class PluginCommand implements Runnable {

    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    PluginCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(line(), "The command 'plugin' needs one of: push, list.");
    }

    @Command(name = "push", description = "Registers or updates an assembly, its types and what its annotations declare.")
    int push(@Parameters(paramLabel = "FILE.jar", description = "The assembly.") Path file,
            @Option(names = "--data", paramLabel = "DIRECTORY", description = "Data directory of the server (./data).") @Nullable String data,
            @Option(names = "--url", paramLabel = "URL", description = "Address of the server.") @Nullable String url)
            throws IOException,
            InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "There is no file '" + file + "'.");
        }
        var body = JsonMapper.shared()
                .createObjectNode()
                .put("Content", Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        try (var client = ServerClient.open(url, data, environment)) {
            JsonNode answer = client.post("colonnade_PushAssembly", body.put("Name", file.getFileName().toString()));
            String report = answer.path("Report").stringValue("").strip();
            out().println(report.isEmpty() ? "Nothing has changed." : report);
        }
        return 0;
    }

    @Command(name = "list", description = "Lists the registered assemblies and their types.")
    int list(
            @Option(names = "--data", paramLabel = "DIRECTORY", description = "Data directory of the server (./data).") @Nullable String data,
            @Option(names = "--url", paramLabel = "URL", description = "Address of the server.") @Nullable String url)
            throws IOException,
            InterruptedException {
        try (var client = ServerClient.open(url, data, environment)) {
            JsonNode assemblies = client.get("pluginassemblies?$select=pluginassemblyid,name,version&$orderby=name");
            JsonNode types = client.get("plugintypes?$select=typename,_pluginassemblyid_value&$orderby=typename");
            print(assemblies.path("value"), types.path("value"));
        }
        return 0;
    }

    private void print(JsonNode assemblies, JsonNode types) {
        for (JsonNode assembly : assemblies) {
            out().println(assembly.path("name").asString("") + " " + assembly.path("version").asString(""));
            String id = assembly.path("pluginassemblyid").asString("");
            for (JsonNode type : types) {
                if (type.path("_pluginassemblyid_value").asString("").equals(id)) {
                    out().println("    " + type.path("typename").asString(""));
                }
            }
        }
    }

    private PrintWriter out() {
        return line().getOut();
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("The command was not called through the command line.");
        }
        return spec.commandLine();
    }
}
