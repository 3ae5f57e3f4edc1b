package dev.colonnade.engine.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What sort of table a table is.
public enum TableKind {
    @JsonProperty("Standard")
    STANDARD,
    /// Has the columns of `activitypointer`; its rows show there too.
    @JsonProperty("Activity")
    ACTIVITY,
    /// `activitypointer`: a view over the rows of all activities.
    @JsonProperty("ActivityBase")
    ACTIVITY_BASE,
    @JsonProperty("Child")
    CHILD,
    /// Pairs of an N:N relationship.
    @JsonProperty("Intersect")
    INTERSECT
}
