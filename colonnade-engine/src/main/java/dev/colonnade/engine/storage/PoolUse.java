package dev.colonnade.engine.storage;

/// How a pool of connections is used at a moment.
///
/// @param size connections that may be used at once
/// @param open connections that are open, used or not
/// @param inUse connections that work for a request
/// @param waiting requests that wait for one, or for statements of their shape that are under way, about
public record PoolUse(int size, int open, int inUse, int waiting) {

    PoolUse withMoreWaiting(int more) {
        return new PoolUse(size, open, inUse, waiting + more);
    }
}
