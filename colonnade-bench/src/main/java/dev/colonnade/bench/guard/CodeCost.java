package dev.colonnade.bench.guard;

import com.sun.management.ThreadMXBean;
import dev.colonnade.engine.containment.AllowList;
import dev.colonnade.engine.containment.ClassFiles;
import dev.colonnade.engine.containment.ClassTransformer;
import dev.colonnade.engine.containment.CodeGuard;
import dev.colonnade.engine.containment.CodeVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.zip.ZipFile;
import org.apache.commons.lang3.StringUtils;

/// What it costs to let code in, in processor time of the thread and in a warm JVM: to check a whole jar of some 400 classes when it
/// is registered, as a plug-in's own classes and as a library's, and to check and guard each class when it is loaded.
final class CodeCost {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final int ROUNDS = 25;

    private final Map<String, byte[]> entries;
    private final ClassFiles files;
    private final CodeVerifier verifier = new CodeVerifier(AllowList.standard());

    private CodeCost(Map<String, byte[]> entries) {
        this.entries = entries;
        this.files = name -> entries.get(name + ".class");
    }

    /// Prints it for commons-lang3.
    static void print(PrintStream out) {
        var cost = new CodeCost(classes());
        int count = cost.entries.size();
        double bytes = cost.entries.values().stream().mapToInt(file -> file.length).average().orElse(0);
        out.printf("a jar of %d classes, %.1f KiB each:%n", count, bytes / 1024);
        out.printf("  checked at registration as own code     %7.1f ms   (goal 1000)%n", best(() -> cost.verify(true)));
        out.printf("  checked at registration as a library's  %7.1f ms   (goal 1000)%n",
                best(() -> cost.verify(false)));
        double checked = best(() -> cost.load(cost.verifier.transformer(cost.files, name -> false)));
        double guarded = best(() -> cost.load(CodeGuard.of(cost.files)));
        out.printf("  checked once more when a class is loaded %8.3f ms a class%n", checked / count);
        out.printf("  guarded when a class is loaded           %8.3f ms a class (goal 0.6)%n", guarded / count);
    }

    private static Map<String, byte[]> classes() {
        String place = StringUtils.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        var classes = new LinkedHashMap<String, byte[]>();
        try (var jar = new ZipFile(place)) {
            for (var entry : jar.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/")
                        && !name.equals("module-info.class")) {
                    try (var in = jar.getInputStream(entry)) {
                        classes.put(name, in.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private void verify(boolean isOwn) {
        verifier.verify(entries, name -> isOwn);
    }

    private void load(ClassTransformer transformer) {
        for (Entry<String, byte[]> each : entries.entrySet()) {
            String path = each.getKey();
            transformer.apply(path.substring(0, path.length() - ".class".length()).replace('/', '.'), each.getValue());
        }
    }

    /// Milliseconds of the best round: all that others do can only add.
    private static double best(Runnable work) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            work.run();
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - begin) / 1e6);
        }
        return best;
    }
}
