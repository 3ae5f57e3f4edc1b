package dev.colonnade.server.webapi;

import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a URL names, looked up in the definitions.
sealed interface Resource {

    record ServiceDocument() implements Resource {}

    record MetadataDocument() implements Resource {}

    /// All rows of a table.
    record Rows(Table table) implements Resource {}

    record Row(RowAddress address) implements Resource {}

    /// @param isRaw whether the bare text is asked for (`/$value`)
    record Property(RowAddress row, Column column, boolean isRaw) implements Resource {}

    /// The row that a lookup points to.
    record Single(RowAddress row, Navigation.ToOne navigation) implements Resource {}

    /// The rows of a collection-valued navigation property.
    record Related(RowAddress row, Navigation navigation) implements Resource {}

    /// Links (`/$ref`).
    ///
    /// @param related the row whose link is meant; `null` for all of the navigation property
    record Links(RowAddress row, Navigation navigation, RowAddress.@Nullable Keyed related) implements Resource {}

    /// The number of rows of [Rows] or [Related].
    record Count(Resource collection) implements Resource {}

    /// A function or action.
    ///
    /// @param target the row it is bound to; `null` for none
    /// @param collection the table whose rows it is bound to; `null` for none
    /// @param arguments what stands in parentheses; `null` without them
    record Operation(MessageDefinition message, @Nullable RowAddress target, @Nullable Table collection,
            @Nullable List<PathSegment.Argument> arguments) implements Resource {}
}
