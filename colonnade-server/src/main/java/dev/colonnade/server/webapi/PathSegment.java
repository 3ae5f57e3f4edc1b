package dev.colonnade.server.webapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One segment of a resource path: a name, and what stands in parentheses behind it.
///
/// @param position where the name begins in the path
/// @param arguments keys of a record or arguments of a function; `null` without parentheses, empty for `()`
record PathSegment(String name, int position, @Nullable List<Argument> arguments) {

    /// A key value or an argument.
    ///
    /// @param name its name; `null` for a bare key value
    record Argument(@Nullable String name, Value value) {}

    /// What an argument is given as.
    sealed interface Value {

        record Given(Literal literal) implements Value {}

        /// @param name its `@` included
        record Alias(String name) implements Value {}
    }
}
