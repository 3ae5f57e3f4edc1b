package dev.colonnade.engine.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who may own the rows of a table.
public enum Ownership {
    @JsonProperty("UserOwned")
    USER_OWNED,
    @JsonProperty("OrganizationOwned")
    ORGANIZATION_OWNED,
    @JsonProperty("BusinessOwned")
    BUSINESS_OWNED,
    @JsonProperty("None")
    NONE
}
