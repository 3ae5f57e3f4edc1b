package dev.colonnade.engine.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rows are taken. Negative comparisons also take rows without a value; a negated group does not.
///
/// Source: reference/web-api.md, "OData query", "$filter"
sealed interface FilterPlan {

    FilterPlan ALL = new Constant(true);

    record Constant(boolean value) implements FilterPlan {}

    record Compare(Operand left, Comparison comparison, Slot right) implements FilterPlan {}

    record CompareOperands(Operand left, Comparison comparison, Operand right) implements FilterPlan {}

    record Empty(Operand operand, boolean isNegated) implements FilterPlan {}

    record OneOf(Operand operand, Slot list, boolean isNegated) implements FilterPlan {}

    record Between(Operand operand, Slot low, Slot high, boolean isNegated) implements FilterPlan {}

    /// @param range the range in which all texts of the pattern lie, by which an index serves the search; `null` when the
    ///        pattern does not begin with text
    record Like(Operand operand, Slot pattern, @Nullable Range range, boolean isNegated) implements FilterPlan {}

    record Range(Slot from, Slot below) {}

    /// A pattern with sets of characters, as a regular expression.
    record Matches(Operand operand, Slot expression, boolean isNegated) implements FilterPlan {}

    /// Whether a column that holds the name of a table holds this one.
    record TableIs(Operand operand, String table) implements FilterPlan {}

    record Group(boolean isAnd, List<FilterPlan> parts, boolean isNegated) implements FilterPlan {

        public Group {
            parts = List.copyOf(parts);
        }
    }

    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        LESS,
        GREATER_OR_EQUAL,
        LESS_OR_EQUAL
    }
}
