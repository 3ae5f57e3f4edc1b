package dev.colonnade.engine.containment;

import org.jspecify.annotations.Nullable;

/// A platform thread that runs requests with plug-ins. Its stack is as large as the JVM makes them (`-Xss`, 1 MiB by default):
/// recursion of some ten thousand frames, and [StackReserve] for the server beside it.
final class PluginThread extends Thread {

    private final PluginThreads owner;
    private final ClassLoader ownContextClassLoader = PluginThread.class.getClassLoader();
    private volatile @Nullable Lease<?> lease;

    /// @param body what it does while it lives
    PluginThread(Runnable body, PluginThreads owner) {
        super(null, body, "colonnade-plugin", 0, false);
        this.owner = owner;
        setDaemon(true);
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
    public void run() {
        owner.started(this);
        try {
            super.run();
        } finally {
            owner.ended(this);
        }
    }
}
