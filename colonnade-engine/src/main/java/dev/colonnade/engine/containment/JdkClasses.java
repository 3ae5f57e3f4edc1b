package dev.colonnade.engine.containment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Initialises the classes that plug-ins can reach, in the background. A class whose static initialiser runs for the first time at
/// the end of a stack would be broken for everybody, for as long as the JVM runs. Safe for use by several threads.
///
/// Only classes with a static initialiser can break. Those of the JDK's packages that plug-ins may use, or that these are made
/// of, stand in the resource `jdk-classes.txt`; a test holds it complete for the JDK that is built with.
public final class JdkClasses {

    private static final Logger LOG = LoggerFactory.getLogger(JdkClasses.class);
    private static final String NAMES = "jdk-classes.txt";

    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Class<?>> more;

    /// @param more classes of ours that plug-in code reaches
    public JdkClasses(Class<?>... more) {
        this.more = List.of(more);
    }

    /// Begins, unless it has begun.
    public void start() {
        if (isStarted.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("colonnade-warm-up").start(this::run);
        }
    }

    /// Waits until all are initialised, and begins with it if need be.
    public void await() {
        if (done.getCount() == 0) {
            return;
        }
        start();
        boolean wasInterrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            more.forEach(type -> initialise(type.getName(), type.getClassLoader()));
            names().forEach(name -> initialise(name, null));
        } finally {
            done.countDown();
        }
    }

    static List<String> names() {
        try (InputStream in = JdkClasses.class.getResourceAsStream(NAMES)) {
            if (in == null) {
                throw new IllegalStateException("The list of classes is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException("The list of classes cannot be read.", e);
        }
    }

    /// Another build of the JDK may lack a class that is not part of its interface.
    private static void initialise(String name, @Nullable ClassLoader loader) {
        try {
            Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("The class {} cannot be initialised", name, e);
        }
    }
}
