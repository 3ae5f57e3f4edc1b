package dev.colonnade.engine.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A state of a table's rows with the statuses that belong to it.
public record StateDefinition(int value, Labels label, @Nullable String invariantName, int defaultStatus,
        List<OptionDefinition> statuses) {

    /// The states of a table that declares none.
    public static final List<StateDefinition> ACTIVE_INACTIVE = List.of(
            new StateDefinition(0, Labels.of("Active"), "Active", 1,
                    List.of(new OptionDefinition(1, Labels.of("Active")))),
            new StateDefinition(1, Labels.of("Inactive"), "Inactive", 2,
                    List.of(new OptionDefinition(2, Labels.of("Inactive")))));

    public StateDefinition {
        statuses = List.copyOf(statuses);
    }
}
