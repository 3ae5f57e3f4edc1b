package dev.colonnade.server.cli;

import dev.colonnade.server.RunningServer;
import dev.colonnade.server.auth.Credentials;
import dev.colonnade.server.auth.TokenIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `token`: prints a bearer token, and nothing else. It is signed with the key of the data directory; no server need run.
@Command(description = "Prints a bearer token for the administrator, or for a user.")
final class TokenCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--user", paramLabel = "NAME", description = "User name (domainname) of the user; else the administrator.")
    private @Nullable String user;

    @Option(names = "--data", paramLabel = "DIRECTORY", description = "Data directory of the server (./data).")
    private @Nullable String data;

    TokenCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Path directory = DataOption.directory(data, environment);
        String token = token(directory, user, environment);
        if (spec != null) {
            spec.commandLine().getOut().println(token);
        }
        return 0;
    }

    /// A token of the data directory's issuer.
    ///
    /// @param user user name; `null` for the administrator
    static String token(Path directory, @Nullable String user, Map<String, String> environment) throws IOException {
        Credentials credentials = DataOption.credentials(directory);
        return token(credentials, user, address(directory, environment));
    }

    /// A token for the server at an address.
    ///
    /// @param user user name; `null` for the administrator
    static String token(Credentials credentials, @Nullable String user, String address) {
        var issuer = new TokenIssuer(credentials, InstantSource.system());
        var grant = new TokenIssuer.Grant(address + "/" + credentials.tenantId() + "/v2.0", address);
        return user == null ? issuer.forAdministrator(grant) : issuer.forUser(grant, user);
    }

    /// The address of the server that runs on a data directory, or would.
    private static String address(Path directory, Map<String, String> environment) throws IOException {
        String address = RunningServer.findAddress(directory);
        if (address == null) {
            var listeners = Settings.of(new EnumMap<>(Map.of(Setting.DATA, directory.toString())), environment)
                    .serverConfig()
                    .listeners();
            address = "http://127.0.0.1:" + listeners.port();
        }
        return address;
    }
}
