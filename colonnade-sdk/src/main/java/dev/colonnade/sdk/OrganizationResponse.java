package dev.colonnade.sdk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a message answers: its response properties by name.
public class OrganizationResponse {

    private final String responseName;
    private final ParameterCollection results;

    public OrganizationResponse(String responseName, ParameterCollection results) {
        this.responseName = Objects.requireNonNull(responseName, "responseName");
        this.results = results;
    }

    public final String responseName() {
        return responseName;
    }

    public final ParameterCollection results() {
        return results;
    }

    public final @Nullable Object get(String name) {
        return results.get(name);
    }

    public final <T> @Nullable T get(String name, Class<T> type) {
        return results.get(name, type);
    }

    @Override
    public String toString() {
        return responseName + results;
    }
}
