package dev.colonnade.engine.containment;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/// A platform thread that runs requests with plug-ins. What plug-ins leave in thread locals goes when it becomes idle. Its stack is
/// as large as the JVM makes them (`-Xss`, 1 MiB by default): recursion of some ten thousand frames, and [StackReserve] for
/// the server beside it.
final class PluginThread extends ForkJoinWorkerThread {

    private final PluginThreads owner;
    private final ClassLoader ownContextClassLoader = PluginThread.class.getClassLoader();
    private volatile @Nullable Lease<?> lease;

    PluginThread(ForkJoinPool pool, PluginThreads owner) {
        super(null, pool, false);
        this.owner = owner;
        setContextClassLoader(ownContextClassLoader);
    }

    PluginThreads owner() {
        return owner;
    }

    /// What it works for at the moment; read by the watchdog too.
    @Nullable
    Lease<?> lease() {
        return lease;
    }

    void begin(Lease<?> begun) {
        lease = begun;
    }

    /// Makes the thread as it was before.
    void end() {
        lease = null;
        Thread.interrupted();
        if (!ownContextClassLoader.equals(getContextClassLoader())) {
            setContextClassLoader(ownContextClassLoader);
        }
    }

    @Override
    protected void onStart() {
        owner.started(this);
    }

    @Override
    protected void onTermination(@Nullable Throwable exception) {
        owner.ended(this);
    }
}
