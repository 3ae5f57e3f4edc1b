package dev.colonnade.server.webapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query options of a request, or of one expand, as they were written: names are not looked up yet.
///
/// @param select names in their order; `null` when there is no `$select`
/// @param top `null` for no limit
/// @param apply groups and aggregates; `null` when rows are asked for
/// @param texts each option's text as given, for links that repeat it
record OptionClauses(@Nullable List<String> select, @Nullable FilterNode filter, List<OrderClause> orderBy,
        @Nullable Integer top, boolean count, List<ExpandClause> expand, @Nullable ApplyClause apply,
        Map<String, String> texts) {

    static final OptionClauses NONE = new OptionClauses(null, null, List.of(), null, false, List.of(), null,
            Map.of());

    OptionClauses {
        orderBy = List.copyOf(orderBy);
        expand = List.copyOf(expand);
    }

    /// One key of an order.
    record OrderClause(FilterNode.Operand subject, boolean isDescending) {}

    /// One expanded navigation property.
    ///
    /// @param isReference whether only references are wanted (`/$ref`)
    record ExpandClause(String navigation, boolean isReference, OptionClauses options) {}

    /// The part of the options that says how many rows there are.
    OptionClauses ofCount() {
        return new OptionClauses(null, filter, List.of(), null, true, List.of(), null, Map.of());
    }

    /// The part of the options that references take.
    ///
    /// @param key property that is read
    OptionClauses ofReferences(String key) {
        return new OptionClauses(List.of(key), filter, orderBy, top, false, List.of(), null, Map.of());
    }

    /// The selection alone.
    OptionClauses ofSelection() {
        return new OptionClauses(select, null, List.of(), null, false, List.of(), null, Map.of());
    }

    /// Whether an expand has expands of its own.
    boolean hasNestedExpand() {
        return !expand.isEmpty() && expand.stream().anyMatch(clause -> !clause.options().expand().isEmpty());
    }
}
