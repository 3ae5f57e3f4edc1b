package dev.colonnade.server.cli;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `call`: calls an action or a function of a running server, and prints what it answers: the value alone when there is one,
/// else JSON.
@Command(description = "Calls a custom API, or any action or function.")
final class CallCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "Unique name, such as sample_ReverseText.")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "PARAMETER=VALUE", description = "Parameters; collections have commas between elements.")
    private List<String> pairs = List.of();

    @Option(names = "--on", paramLabel = "ROW", description = "What a bound one is called on: 'accounts(GUID)' or accounts.")
    private @Nullable String target;

    @Option(names = "--data", paramLabel = "DIRECTORY", description = "Data directory of the server (./data).")
    private @Nullable String data;

    @Option(names = "--url", paramLabel = "URL", description = "Address of the server, if it is not the one of the data directory.")
    private @Nullable String url;

    CallCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var client = ServerClient.open(url, data, environment)) {
            Signature signature = signature(client);
            CallArguments arguments = CallArguments.of(signature, pairs);
            JsonNode answer = signature.isFunction()
                    ? client.get(path(signature) + arguments.query())
                    : client.post(path(signature), arguments.body());
            if (spec != null) {
                print(spec.commandLine().getOut(), answer);
            }
            return 0;
        }
    }

    private Signature signature(ServerClient client) throws IOException, InterruptedException {
        Signature signature = Signature.find(client.bytes("$metadata"), name);
        if (signature == null) {
            throw new ServiceException(ErrorCode.RESOURCE_NOT_FOUND, "The server has no action or function '" + name
                    + "'.");
        }
        if (signature.isBound() && target == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "'" + name
                    + "' belongs to a table: name what it is called on with --on 'accounts(GUID)'.");
        }
        return signature;
    }

    private String path(Signature signature) {
        return signature.isBound() ? target + "/Microsoft.Dynamics.CRM." + name : name;
    }

    private static void print(PrintWriter out, JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            object.remove("@odata.context");
            if (object.size() == 1) {
                JsonNode value = object.iterator().next();
                out.println(value.isContainer() ? pretty(value) : value.asString());
            } else if (!object.isEmpty()) {
                out.println(pretty(object));
            }
        }
    }

    private static String pretty(JsonNode node) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }
}
