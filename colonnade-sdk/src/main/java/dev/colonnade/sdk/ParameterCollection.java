package dev.colonnade.sdk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Named values of a message: request parameters, response properties, shared variables. Names are case sensitive. Not safe
/// for use by several threads at once.
public final class ParameterCollection {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    public ParameterCollection() {}

    public ParameterCollection(ParameterCollection other) {
        values.putAll(other.values);
    }

    public boolean contains(String name) {
        return values.containsKey(name);
    }

    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /// The value as the given type; `null` when it is absent or null.
    ///
    /// @throws ClassCastException when the value is of another type
    public <T> @Nullable T get(String name, Class<T> type) {
        return type.cast(values.get(name));
    }

    /// The value of a name that must be there.
    ///
    /// @throws IllegalStateException when it is absent or null
    public <T> T require(String name, Class<T> type) {
        T value = get(name, type);
        if (value == null) {
            throw new IllegalStateException("The parameter '" + name + "' has no value.");
        }
        return value;
    }

    public ParameterCollection set(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    public void remove(String name) {
        values.remove(name);
    }

    public Set<String> names() {
        return values.keySet();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// The values in the order in which they were set. The map may be changed.
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
