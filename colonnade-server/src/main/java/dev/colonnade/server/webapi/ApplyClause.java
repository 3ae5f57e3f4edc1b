package dev.colonnade.server.webapi;

import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.server.webapi.FilterNode.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `$apply` asks for, as it was written: which rows are taken, what they are grouped by, what is made of each group.
///
/// @param filter conditions on the rows; `null` for all of them
/// @param groups properties that rows are grouped by; empty for one group of all rows
/// @param aggregates empty when only the groups are asked for
record ApplyClause(@Nullable FilterNode filter, List<Operand.Path> groups, List<Aggregate> aggregates) {

    ApplyClause {
        groups = List.copyOf(groups);
        aggregates = List.copyOf(aggregates);
    }

    /// `revenue with sum as total`, or `$count as total`.
    ///
    /// @param subject the property; `null` for the number of rows
    record Aggregate(Operand.@Nullable Path subject, AggregateType method, String alias) {}
}
