package dev.colonnade.server.cli;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.server.ColonnadeServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// The samples of the distribution, installed by the same message that installs any other plug-in.
final class Samples {

    private static final String JAR = "colonnade-samples.jar";

    private Samples() {}

    /// Installs the samples, or brings them up to date.
    static void install(ColonnadeServer server) throws IOException {
        String content = Base64.getEncoder().encodeToString(Files.readAllBytes(jar()));
        var request = new OrganizationRequest("colonnade_PushAssembly");
        request.set("Content", content);
        request.set("Name", "colonnade-samples");
        server.organization().service(Caller.of(server.organization().administratorId())).execute(request);
    }

    /// The jar lies in `samples/` of the distribution, beside the `lib/` that this class was loaded from.
    private static Path jar() {
        try {
            Path library = Path.of(Samples.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path home = library.getParent() == null ? null : library.getParent().getParent();
            if (home != null && Files.isRegularFile(home.resolve("samples").resolve(JAR))) {
                return home.resolve("samples").resolve(JAR);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The distribution has no path.", e);
        }
        throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "This distribution holds no samples (" + JAR
                + " is missing).");
    }
}
