package dev.colonnade.engine.containment;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/// Counts the class loaders of plug-ins in the heap, after a full collection.
final class LoadedCode {

    private static final String LOADER = "dev.colonnade.engine.plugin.PluginClassLoader";

    private LoadedCode() {}

    static long count() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[]{new String[0]}, new String[]{String[].class.getName()});
            return histogram.lines().map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length >= 4 && words[3].equals(LOADER))
                    .mapToLong(words -> Long.parseLong(words[1])).findFirst().orElse(0);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
