package dev.colonnade.engine.metadata;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A choice: a list of options, global or of one column.
///
/// @param name `<table>_<column>` for the choice of a column
public record ChoiceDefinition(String name, @Nullable UUID metadataId, @Nullable Labels displayName,
        @Nullable Labels description, List<OptionDefinition> options) {

    public ChoiceDefinition {
        options = List.copyOf(options);
    }

    /// The option of a number; `null` when there is none.
    public @Nullable OptionDefinition find(int value) {
        for (OptionDefinition option : options) {
            if (option.value() == value) {
                return option;
            }
        }
        return null;
    }
}
