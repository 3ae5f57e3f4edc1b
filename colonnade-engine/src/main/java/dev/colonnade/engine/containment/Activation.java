package dev.colonnade.engine.containment;

import dev.colonnade.engine.ServiceException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One execution of plug-in code, on the plug-in thread that began it. While it runs, the thread is either in plug-in code, or in
/// the server on behalf of it.
public final class Activation {

    private final Lease<?> lease;
    private final GuestCode code;
    private final Listener listener;

    Activation(Lease<?> lease, GuestCode code, Listener listener) {
        this.lease = lease;
        this.code = code;
        this.listener = listener;
    }

    /// Hears that the execution will not come back.
    @FunctionalInterface
    public interface Listener {

        /// Called on another thread, once.
        ///
        /// @return what the caller gets
        ServiceException abandoned(Stop stop);
    }

    /// Runs what the plug-in asks the server for. The thread is not interrupted meanwhile; what it waits for in the database is
    /// cancelled when the plug-in is to stop.
    ///
    /// @throws PluginStop when the plug-in is to stop, before or after
    /// @throws StackOverflowError when the plug-in has left too little of the stack
    public <T> T inHost(Supplier<T> service) {
        StackReserve.require();
        lease.enterHost();
        try {
            return service.get();
        } finally {
            lease.leaveHost();
        }
    }

    /// Ends the execution.
    ///
    /// @return how it was stopped; `null` when it was not. Whatever came out of a stopped one does not count
    public @Nullable Stop end() {
        return lease.end(this);
    }

    GuestCode code() {
        return code;
    }

    Listener listener() {
        return listener;
    }
}
