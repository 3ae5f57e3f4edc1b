package dev.colonnade.sdk;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call of a message by its name: a standard one (`Create`, `WhoAmI`, …) or a custom API by its unique name. For an API that
/// is bound to a table the parameter `Target` holds the row.
public class OrganizationRequest {

    private final String requestName;
    private @Nullable UUID requestId;
    private final ParameterCollection parameters;

    public OrganizationRequest(String requestName) {
        this(requestName, new ParameterCollection());
    }

    public OrganizationRequest(String requestName, ParameterCollection parameters) {
        this.requestName = Objects.requireNonNull(requestName, "requestName");
        this.parameters = parameters;
    }

    public final String requestName() {
        return requestName;
    }

    public final @Nullable UUID requestId() {
        return requestId;
    }

    public final OrganizationRequest requestId(@Nullable UUID newRequestId) {
        requestId = newRequestId;
        return this;
    }

    public final ParameterCollection parameters() {
        return parameters;
    }

    public final OrganizationRequest set(String name, @Nullable Object value) {
        parameters.set(name, value);
        return this;
    }

    public final @Nullable Object get(String name) {
        return parameters.get(name);
    }

    @Override
    public String toString() {
        return requestName + parameters;
    }
}
