package dev.colonnade.server.webapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A filter as it was written: names are not looked up yet. [FilterTranslator] makes conditions out of it.
sealed interface FilterNode {

    record And(List<FilterNode> parts) implements FilterNode {

        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<FilterNode> parts) implements FilterNode {

        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(FilterNode inner) implements FilterNode {}

    record Comparison(Operand left, Operator operator, Operand right) implements FilterNode {}

    /// `contains`, `startswith`, `endswith`
    record TextMatch(TextFunction function, Operand subject, Operand pattern) implements FilterNode {}

    /// A yes/no column that stands alone.
    record Truth(Operand subject) implements FilterNode {}

    /// A query function, `Microsoft.Dynamics.CRM.In(PropertyName='x',PropertyValues=['1'])`.
    ///
    /// @param name without namespace
    record QueryFunction(String name, List<PathSegment.Argument> arguments) implements FilterNode {

        public QueryFunction {
            arguments = List.copyOf(arguments);
        }
    }

    /// A condition on the rows of a collection, `Account_Tasks/any(o:o/subject eq 'x')`.
    ///
    /// @param variable `null` for `any()`
    /// @param body `null` for `any()`
    record Lambda(Operand.Path collection, boolean isAll, @Nullable String variable,
            @Nullable FilterNode body) implements FilterNode {}

    /// One side of a comparison.
    sealed interface Operand {

        /// A property, or one reached through lookups.
        record Path(List<String> names, int position) implements Operand {

            public Path {
                names = List.copyOf(names);
            }

            @Override
            public String toString() {
                return String.join("/", names);
            }
        }

        record Value(Literal literal) implements Operand {}

        /// @param name its `@` included
        record Alias(String name) implements Operand {}
    }

    /// The comparisons of OData.
    enum Operator {
        EQ("Equal"),
        NE("NotEqual"),
        GT("GreaterThan"),
        GE("GreaterThanOrEqual"),
        LT("LessThan"),
        LE("LessThanOrEqual");

        private final String kindName;

        Operator(String kindName) {
            this.kindName = kindName;
        }

        /// The name that messages use.
        String kindName() {
            return kindName;
        }

        /// The operator with the sides exchanged.
        Operator mirrored() {
            return switch (this) {
                case EQ, NE -> this;
                case GT -> LT;
                case GE -> LE;
                case LT -> GT;
                case LE -> GE;
            };
        }
    }

    /// The text functions that filters may use.
    enum TextFunction {
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }
}
