package dev.colonnade.engine.containment;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One loaded version of plug-in code, and the flag that its checks read. The flag is up while an execution of this code is to
/// stop; then each check asks whether it is the one of the current thread. Safe for use by several threads.
public final class GuestCode {

    private final String label;
    private final Consumer<Boolean> flag;
    private final AtomicInteger stops = new AtomicInteger();
    private volatile boolean isDropped;
    private volatile boolean isClosed;

    /// @param label name of the class loader, as it shows in stack traces
    /// @param flag sets the flag that the checks read
    GuestCode(String label, Consumer<Boolean> flag) {
        this.label = label;
        this.flag = flag;
    }

    /// Whether an execution was stopped in the middle, so that no new one may begin with what this code left behind.
    public boolean isDropped() {
        return isDropped;
    }

    /// Whether an execution of it could not be ended.
    public boolean isClosed() {
        return isClosed;
    }

    boolean owns(StackTraceElement frame) {
        return label.equals(frame.getClassLoaderName()) && !frame.getClassName().startsWith(GuestClasses.PACKAGE);
    }

    void raise() {
        isDropped = true;
        synchronized (stops) {
            if (stops.getAndIncrement() == 0) {
                flag.accept(Boolean.TRUE);
            }
        }
    }

    void lower() {
        synchronized (stops) {
            if (stops.decrementAndGet() == 0) {
                flag.accept(Boolean.FALSE);
            }
        }
    }

    void close() {
        isClosed = true;
    }

    /// What a raised check runs.
    ///
    /// @throws PluginStop when the current thread is to stop; also on a thread that runs plug-in code without being asked to
    static void stopIfAsked() {
        if (!(Thread.currentThread() instanceof PluginThread thread)) {
            throw PluginStop.INSTANCE;
        }
        Lease<?> lease = thread.lease();
        if (lease == null || lease.isStopped()) {
            throw PluginStop.INSTANCE;
        }
    }

    /// What runs before so much memory is taken at once.
    ///
    /// @throws PluginStop when it is more than the current thread may take
    static void willAllocate(long bytes) {
        if (Thread.currentThread() instanceof PluginThread thread) {
            Lease<?> lease = thread.lease();
            if (lease != null) {
                lease.willAllocate(bytes);
                if (lease.isStopped()) {
                    throw PluginStop.INSTANCE;
                }
            }
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
