package dev.colonnade.engine.query;

import dev.colonnade.sdk.query.AggregateType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How rows are grouped, and what of each group is read: the fields of the result, which are made of those of the select.
record GroupPlan(List<GroupField> fields) {

    GroupPlan {
        fields = List.copyOf(fields);
    }

    sealed interface GroupField {

        /// What rows are grouped by.
        ///
        /// @param input position among the fields of the select
        record Key(int input, ValueType type) implements GroupField {}

        /// The name of the row that a lookup points to, by which rows are grouped.
        ///
        /// @param typeInput position of the target's table, by which rows are grouped too; -1 when there is one target
        record KeyName(Operand.NameOf name, int input, int typeInput) implements GroupField {}

        /// A value made of those of a group.
        ///
        /// @param input position among the fields of the select; -1 for the rows themselves
        /// @param type type of the values
        record Aggregate(AggregateType aggregate, int input, @Nullable ValueType type, boolean isDistinct)
                implements
                    GroupField {}
    }
}
