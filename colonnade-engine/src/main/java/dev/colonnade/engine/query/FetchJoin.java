package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.JoinOperator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The columns by which an element `link-entity` joins its table to the one around it.
///
/// Source: reference/web-api.md, "FetchXML": `from` is a column of the linked table, `to` one of the parent
record FetchJoin(String to, String from) {

    /// `to` may stand alone, as samples have it; without both there must be one relationship that can be meant.
    static FetchJoin of(FetchElement link, Table parent, Table linked) {
        String from = link.findText("from");
        String to = link.findText("to");
        if (to == null && from != null) {
            throw mismatch("The element 'link-entity' for '" + linked.logicalName()
                    + "' has the attribute 'from' without 'to'.");
        }
        if (to == null) {
            return byRelationship(parent, linked);
        }
        Column column = Operands.require(parent, to);
        return new FetchJoin(to, from == null ? counterpart(column, linked) : from);
    }

    private static String counterpart(Column to, Table linked) {
        if (to.type().isLookup() && to.targets().contains(linked.logicalName())) {
            return linked.primaryId();
        }
        Column same = linked.findColumn(to.logicalName());
        if (same == null || !same.isStored()) {
            throw mismatch("The element 'link-entity' for '" + linked.logicalName() + "' needs the attribute 'from': '"
                    + linked.logicalName() + "' has no column '" + to.logicalName() + "'.");
        }
        return same.logicalName();
    }

    private static FetchJoin byRelationship(Table parent, Table linked) {
        Set<FetchJoin> joins = new LinkedHashSet<>();
        lookups(parent, linked).forEach(lookup -> joins.add(new FetchJoin(lookup, linked.primaryId())));
        lookups(linked, parent).forEach(lookup -> joins.add(new FetchJoin(parent.primaryId(), lookup)));
        if (joins.isEmpty()) {
            List.of(parent.primaryId(), linked.primaryId()).stream()
                    .filter(key -> isStored(parent, key) && isStored(linked, key))
                    .forEach(key -> joins.add(new FetchJoin(key, key)));
        }
        // A lookup that is named as the key that it points to is the one meant, e.g. customapiid.
        return joins.stream().filter(join -> join.to.equals(join.from)).findFirst().orElseGet(() -> {
            if (joins.size() == 1) {
                return joins.iterator().next();
            }
            String found = joins.isEmpty() ? "no relationship leads" : joins.size() + " relationships lead";
            throw mismatch("The element 'link-entity' for '" + linked.logicalName()
                    + "' needs the attributes 'from' and 'to': " + found + " from '" + parent.logicalName()
                    + "' to it.");
        });
    }

    private static List<String> lookups(Table from, Table to) {
        return from.manyToOne().stream().filter(relationship -> relationship.referencedTable().equals(to.logicalName()))
                .map(ManyToOne::column).toList();
    }

    private static boolean isStored(Table table, String name) {
        Column column = table.findColumn(name);
        return column != null && column.isStored();
    }

    private static ServiceException mismatch(String text) {
        return new ServiceException(ErrorCode.QUERY_BUILDER_ATTRIBUTE_PAIR_MISMATCH, text);
    }

    /// How the rows are joined.
    static JoinOperator operator(FetchElement link) {
        String type = link.findText("link-type");
        return switch (type == null ? "inner" : type) {
            case "inner" -> JoinOperator.INNER;
            case "outer" -> JoinOperator.LEFT_OUTER;
            case "natural" -> JoinOperator.NATURAL;
            case "matchfirstrowusingcrossapply" -> JoinOperator.MATCH_FIRST_ROW_USING_CROSS_APPLY;
            case "in" -> JoinOperator.IN;
            case "exists" -> JoinOperator.EXISTS;
            case "any" -> JoinOperator.ANY;
            case "not any" -> JoinOperator.NOT_ANY;
            case "all" -> JoinOperator.ALL;
            case "not all" -> JoinOperator.NOT_ALL;
            default -> throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_JOIN_OPERATOR,
                    "There is no link-type '" + type + "' in FetchXML.");
        };
    }
}
