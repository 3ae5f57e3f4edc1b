package dev.colonnade.engine.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a column must have a value. Only [#SYSTEM_REQUIRED] is enforced by the server.
public enum RequiredLevel {
    @JsonProperty("None")
    NONE,
    @JsonProperty("SystemRequired")
    SYSTEM_REQUIRED,
    @JsonProperty("ApplicationRequired")
    APPLICATION_REQUIRED,
    @JsonProperty("Recommended")
    RECOMMENDED
}
