package dev.colonnade.bench.guard;

/// A piece of work that both variants do.
public interface Kernel {

    /// @param times how often the work is done
    /// @return something that depends on all of it
    long run(int times);
}
