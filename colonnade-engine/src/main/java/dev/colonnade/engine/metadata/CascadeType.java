package dev.colonnade.engine.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What happens to related rows.
public enum CascadeType {
    @JsonProperty("NoCascade")
    NO_CASCADE,
    @JsonProperty("Cascade")
    CASCADE,
    @JsonProperty("Active")
    ACTIVE,
    @JsonProperty("UserOwned")
    USER_OWNED,
    @JsonProperty("RemoveLink")
    REMOVE_LINK,
    @JsonProperty("Restrict")
    RESTRICT
}
