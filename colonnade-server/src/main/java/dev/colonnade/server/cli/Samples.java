package dev.colonnade.server.cli;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.server.ColonnadeServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/// The samples of the distribution, installed by the same messages that a plug-in's author would use.
final class Samples {

    private static final String JAR = "colonnade-samples.jar";
    private static final String INSTALLER = "dev.colonnade.samples.SampleInstaller";

    private Samples() {}

    /// Installs the samples, or brings them up to date, as the administrator.
    static void install(ColonnadeServer server) throws IOException {
        Path jar = jar();
        OrganizationService service = server.organization()
                .service(Caller.of(server.organization().administratorId()));
        try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()}, Samples.class.getClassLoader())) {
            installer(loader).accept(service, Files.readAllBytes(jar));
        }
    }

    /// The samples bring their installer; it compiles against the SDK alone, as plug-ins do, so the server knows it by name.
    @SuppressWarnings("unchecked")
    private static BiConsumer<OrganizationService, byte[]> installer(ClassLoader loader) {
        try {
            return (BiConsumer<OrganizationService, byte[]>) loader.loadClass(INSTALLER).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "The samples of this distribution cannot be used: "
                    + e.getMessage() + ".", e);
        }
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
