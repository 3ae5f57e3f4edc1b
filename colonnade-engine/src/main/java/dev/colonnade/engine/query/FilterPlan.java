package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.SelectPlan.JoinPlan;
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

    /// A stretch of values, half open.
    ///
    /// @param from the first value; `null` when there is no smallest one
    /// @param below the first value behind; `null` when there is no greatest one
    record Within(Operand operand, @Nullable Slot from, @Nullable Slot below,
            boolean isNegated) implements FilterPlan {}

    /// Whether one of the values of a list is among those of the column.
    record Overlaps(Operand operand, Slot list, boolean isNegated) implements FilterPlan {}

    /// Whether a number shares a bit with the value.
    record SharesBit(Operand operand, Slot value, boolean isNegated) implements FilterPlan {}

    /// Whether an id is one of the rows above or below another in a hierarchy, itself among them or not.
    ///
    /// @param parent the column that holds the row directly above
    record InHierarchy(Operand operand, Table table, Column parent, boolean isUpwards, boolean isWithItself, Slot start,
            boolean isNegated) implements FilterPlan {}

    /// Whether there are rows of another table.
    ///
    /// @param joins further tables that the rows are joined with
    /// @param on which rows are meant
    /// @param isSecured whether only rows count that the caller sees
    record Related(Table table, String alias, List<JoinPlan> joins, FilterPlan on, boolean isSecured,
            boolean isNegated) implements FilterPlan {

        public Related {
            joins = List.copyOf(joins);
        }
    }

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
