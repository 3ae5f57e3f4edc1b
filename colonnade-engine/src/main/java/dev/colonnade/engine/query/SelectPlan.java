package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Table;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One select, without its values and without a connection: plans of one shape are equal.
///
/// @param fields what is selected; rows are read by position
/// @param after where the page begins: behind the last row of the page before; empty for the first page
/// @param groups how the rows are grouped, in which case the fields are what groups are made of; `null` for plain rows
/// @param totalLimit one more than the largest number of all rows that is told; `null` when it is not asked for
record SelectPlan(Table table, String alias, List<Operand> fields, List<JoinPlan> joins, FilterPlan filter,
        List<OrderPlan> orders, List<AfterPlan> after, @Nullable Slot limit, @Nullable Slot offset, boolean isDistinct,
        @Nullable GroupPlan groups, @Nullable Slot totalLimit, RowPlan row) {

    SelectPlan {
        fields = List.copyOf(fields);
        joins = List.copyOf(joins);
        orders = List.copyOf(orders);
        after = List.copyOf(after);
    }

    /// Over what tells plans apart in practice: a plan is looked up for each query, and its outputs follow from its fields.
    @Override
    public int hashCode() {
        int hash = Objects.hash(table, joins, filter, orders, after, limit, offset, isDistinct, groups, totalLimit);
        for (Operand field : fields) {
            hash = 31 * hash
                    + (field instanceof Operand.ColumnOf column ? column.column().hashCode() : field.hashCode());
        }
        return hash;
    }

    SelectPlan withFilter(FilterPlan other) {
        return new SelectPlan(table, alias, fields, joins, other, orders, after, limit, offset, isDistinct, groups,
                totalLimit, row);
    }

    /// A joined table.
    ///
    /// @param kind which rows of both tables are taken
    /// @param isSecured whether only rows are joined that the caller sees
    /// @param grouped joins that belong to this one, so that an inner one does not take rows from the outer query
    record JoinPlan(Kind kind, Table table, String alias, FilterPlan on, boolean isSecured,
            List<JoinPlan> grouped) {

        JoinPlan {
            grouped = List.copyOf(grouped);
        }

        enum Kind {
            INNER,
            /// Rows without a match are kept.
            OUTER,
            /// Rows without a match are kept, and of several matches the first one is taken.
            FIRST
        }
    }

    /// @param field position of the operand among the selected fields, -1 when it is not selected
    /// @param isNullable whether the operand may be empty; empty values come first in ascending order
    record OrderPlan(Operand operand, boolean isDescending, boolean isNullable, int field) {}

    /// The value of the last row of the page before, for the order of the same position; `null` when it was empty.
    record AfterPlan(@Nullable Slot last) {}
}
