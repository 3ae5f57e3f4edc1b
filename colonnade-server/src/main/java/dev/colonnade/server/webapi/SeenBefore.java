package dev.colonnade.server.webapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Keeps what was made of things that requests ask for again and again. What is asked for once, such as a filter with an id in it,
/// is not kept: a thing must be seen a second time, not too long after the first. Bounded by weight: when it is full, all is
/// forgotten, and what is in use comes back by itself. Safe for use by several threads.
///
/// @param <K> all that the value depends on
/// @param <V> immutable
final class SeenBefore<K, V> {

    private static final int ONCE_SLOTS = 1 << 11;

    private final long weightMax;
    private final ToIntFunction<K> weight;
    private final Map<K, V> kept = new ConcurrentHashMap<>();
    private final LongAdder keptWeight = new LongAdder();
    /// Hashes of keys that were seen once; newer ones take the place of older ones.
    private final AtomicIntegerArray once = new AtomicIntegerArray(ONCE_SLOTS);

    /// @param weight of a key with its value; what weighs more than an eighth of the bound is never kept
    SeenBefore(long weightMax, ToIntFunction<K> weight) {
        this.weightMax = weightMax;
        this.weight = weight;
    }

    /// The value of a key, made when it is not known. What the maker throws is thrown, and nothing is kept.
    V get(K key, Supplier<V> maker) {
        V known = kept.get(key);
        if (known != null) {
            return known;
        }
        V made = maker.get();
        if (isSecondTime(key)) {
            keep(key, made);
        }
        return made;
    }

    private boolean isSecondTime(K key) {
        int hash = key.hashCode();
        int slot = (hash ^ hash >>> 16) & ONCE_SLOTS - 1;
        return once.getAndSet(slot, hash) == hash;
    }

    private void keep(K key, V value) {
        int added = weight.applyAsInt(key);
        if (added > weightMax / 8) {
            return;
        }
        if (keptWeight.sum() + added > weightMax) {
            kept.clear();
            keptWeight.reset();
        }
        if (kept.putIfAbsent(key, value) == null) {
            keptWeight.add(added);
        }
    }

    /// Number of values that are kept.
    int size() {
        return kept.size();
    }

    /// What is kept; `null` when it is not.
    @Nullable
    V find(K key) {
        return kept.get(key);
    }
}
