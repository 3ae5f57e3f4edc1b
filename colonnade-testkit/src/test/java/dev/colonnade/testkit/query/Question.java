package dev.colonnade.testkit.query;

import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.JoinOperator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A question about accounts in no form yet; each form is written by a class of its own.
///
/// @param links tables joined, each to the account
/// @param filter which rows are meant; `null` for all
/// @param top rows at most; `null` for all
/// @param groups what is asked of groups of rows; `null` for the rows themselves
record Question(List<Link> links, @Nullable Filter filter, List<Order> orders, @Nullable Integer top,
        @Nullable Groups groups) {

    /// A column of one of the tables.
    ///
    /// @param table the account, or a table that is linked to it
    record Column(String table, String name, Kind kind) {}

    enum Kind {
        TEXT,
        NUMBER,
        AMOUNT,
        FLAG,
        CHOICE,
        DATE,
        MOMENT,
        ID
    }

    /// How a table hangs on the account.
    ///
    /// @param table its name, which is its alias too
    /// @param from column of the account
    /// @param to column of the table
    record Related(String table, String from, String to, String key) {}

    record Link(Related related, JoinOperator operator, @Nullable Filter filter) {}

    sealed interface Filter {

        record Condition(@Nullable String alias, Column column, ConditionOperator operator, List<String> values)
                implements
                    Filter {}

        /// @param other a column of the same table
        record Compare(Column column, ConditionOperator operator, Column other) implements Filter {}

        record Group(boolean isAnd, List<Filter> parts) implements Filter {}

        record Linked(Related related, JoinOperator operator, Filter filter) implements Filter {}
    }

    record Order(@Nullable String alias, Column column, boolean isDescending) {}

    record Groups(List<Column> by, List<Aggregate> aggregates) {}

    record Aggregate(AggregateType type, Column column, boolean isDistinct) {}
}
