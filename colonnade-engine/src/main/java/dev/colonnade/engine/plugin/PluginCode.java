package dev.colonnade.engine.plugin;

import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.containment.AllowList;
import dev.colonnade.engine.containment.ClassFiles;
import dev.colonnade.engine.containment.ClassTransformer;
import dev.colonnade.engine.containment.CodeGuard;
import dev.colonnade.engine.containment.CodeVerifier;
import dev.colonnade.engine.containment.Findings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The code of archives, held against what plug-ins may do: as a whole when it is registered, and class by class when it is
/// loaded, because a row may have been written by an older server. Safe for use by several threads.
final class PluginCode {

    private static final Logger LOG = LoggerFactory.getLogger(PluginCode.class);

    /// Findings that an error or the report of a push lists; how many more there are is told.
    private static final int LISTED_MAX = 50;

    private static final int LOGGED_MAX = 10;

    private final AllowList list = AllowList.standard();
    private final CodeVerifier verifier = new CodeVerifier(list);

    /// A push checks the content, and then writes a row of it, which is checked again.
    private final AtomicReference<@Nullable Checked> latest = new AtomicReference<>();

    private record Checked(String hash, Findings warnings) {}

    /// Checks all classes of an archive.
    ///
    /// @param content the archive as base64 text
    /// @return where libraries in it will throw when they are reached
    /// @throws ServiceException that names all that the plug-in's own code may not do
    Findings check(String content, CodeArchive archive) {
        String hash = AssemblyRules.hash(content);
        Checked known = latest.get();
        if (known != null && known.hash.equals(hash)) {
            return known.warnings;
        }
        OwnClasses own = OwnClasses.of(archive, PluginClasses.of(archive));
        CodeVerifier.Report report = verifier.verify(archive.entries(), own::contains);
        if (!report.refusals().isEmpty()) {
            throw CodeArchive.invalid("The code does what plug-ins may not (" + report.refusals().count() + "): "
                    + report.refusals().text(LISTED_MAX, "; ") + ".", null);
        }
        if (!report.warnings().isEmpty()) {
            LOG.warn("Libraries in the plug-in code {} will throw where they use what plug-ins may not ({}): {}",
                    archive.jars().getFirst().assemblyName("without a name"), report.warnings().count(),
                    report.warnings().text(LOGGED_MAX, "; "));
        }
        latest.set(new Checked(hash, report.warnings()));
        return report.warnings();
    }

    /// A class loader for an archive, which checks each class once more, and makes it stoppable.
    ///
    /// @param label name of the assembly and its version, as it shows in stack traces
    PluginClassLoader load(String label, CodeArchive archive) {
        Map<String, byte[]> entries = archive.entries();
        OwnClasses own = OwnClasses.of(archive, PluginClasses.of(archive));
        ClassFiles files = name -> entries.get(name + ".class");
        ClassTransformer checked = verifier.transformer(files, own::contains).then(CodeGuard.of(files));
        boolean hasLibraries = entries.keySet().stream().filter(path -> path.endsWith(".class"))
                .anyMatch(path -> !own.contains(path.substring(0, path.length() - ".class".length())));
        return new PluginClassLoader(label, entries, name -> hasLibraries || list.isSeen(name),
                (name, bytes) -> orNamed(label, checked, name, bytes));
    }

    private static byte[] orNamed(String label, ClassTransformer checked, String name, byte[] bytes) {
        try {
            return checked.apply(name, bytes);
        } catch (ServiceException e) {
            throw PluginRegistration.cannotLoad("UnableToLoadPluginAssembly",
                    "The assembly '" + label + "' cannot be loaded: " + e.getMessage(), e);
        }
    }

    static String listed(Findings findings, String separator) {
        return findings.text(LISTED_MAX, separator);
    }
}
