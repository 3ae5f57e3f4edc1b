package dev.colonnade.engine.containment;

/// Work of the server that a plug-in may be waiting for, such as its unit of work. Both methods are called by another thread than
/// the one that works.
public interface HostWork {

    /// Ends what is under way at this moment, such as a statement; it fails, and the work goes on from there.
    void cancel();

    /// Takes everything away from the thread that works: it gets errors from now on, and nothing that it did is kept.
    void abandon();
}
