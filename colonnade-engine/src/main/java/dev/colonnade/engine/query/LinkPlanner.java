package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FilterPlan.Comparison;
import dev.colonnade.engine.query.SelectPlan.JoinPlan;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plans the links of one select: joins, and conditions on whether there are linked rows.
///
/// Source: reference/web-api.md, "FetchXML", `link-type`
final class LinkPlanner {

    private final QueryPlanner planner;
    private final Map<String, Operands.Place> places;
    private final Map<String, LinkEntity> joined = new LinkedHashMap<>();
    private final List<Operand.ColumnOf> furtherKeys = new ArrayList<>();

    /// @param outer tables around the select that its conditions may name
    LinkPlanner(QueryPlanner planner, Map<String, Operands.Place> outer) {
        this.planner = planner;
        this.places = new LinkedHashMap<>(outer);
    }

    /// Tables that conditions may name, by alias.
    Map<String, Operands.Place> places() {
        return places;
    }

    /// The links whose columns can be returned, by alias.
    Map<String, LinkEntity> joined() {
        return joined;
    }

    /// The keys of the tables that can multiply rows.
    List<Operand.ColumnOf> furtherKeys() {
        return furtherKeys;
    }

    /// What links become.
    ///
    /// @param condition holds for the rows that have the linked rows asked for
    record Links(List<JoinPlan> joins, FilterPlan condition) {}

    Links plan(List<LinkEntity> links, Operands.Place parent) {
        var joins = new ArrayList<JoinPlan>();
        FilterPlan condition = FilterPlan.ALL;
        for (LinkEntity link : links) {
            planner.budget.takeLink();
            switch (link.joinOperator()) {
                case INNER, NATURAL, LEFT_OUTER, MATCH_FIRST_ROW_USING_CROSS_APPLY ->
                    joins.addAll(join(link, parent));
                case EXISTS, IN -> condition = both(condition, exists(link, parent, false));
                case ANY, NOT_ANY, ALL, NOT_ALL -> throw new ServiceException(
                        ErrorCode.QUERY_BUILDER_INVALID_JOIN_OPERATOR, "The link to '" + link.linkToEntityName()
                                + "' by " + link.joinOperator() + " belongs into a filter.");
            }
        }
        return new Links(joins, condition);
    }

    /// A link and what is linked to it. Inner links of an outer one are grouped with it; all others follow one another.
    private List<JoinPlan> join(LinkEntity link, Operands.Place parent) {
        Operands.Place place = place(link);
        remember(link, place);
        FilterPlan on = both(match(link, parent, place), criteria(link, place));
        boolean isInner = link.joinOperator() == JoinOperator.INNER || link.joinOperator() == JoinOperator.NATURAL;
        var inner = new ArrayList<LinkEntity>();
        var others = new ArrayList<LinkEntity>();
        for (LinkEntity nested : link.linkEntities()) {
            boolean isGrouped = !isInner && switch (nested.joinOperator()) {
                case INNER, NATURAL -> true;
                default -> false;
            };
            (isGrouped ? inner : others).add(nested);
        }
        Links grouped = plan(inner, place);
        Links following = plan(others, place);
        on = both(both(on, grouped.condition), following.condition);
        var joins = new ArrayList<JoinPlan>();
        joins.add(new JoinPlan(kind(link), place.table(), place.alias(), on, true, grouped.joins));
        joins.addAll(following.joins);
        return joins;
    }

    private static JoinPlan.Kind kind(LinkEntity link) {
        return switch (link.joinOperator()) {
            case LEFT_OUTER -> JoinPlan.Kind.OUTER;
            case MATCH_FIRST_ROW_USING_CROSS_APPLY -> JoinPlan.Kind.FIRST;
            default -> JoinPlan.Kind.INNER;
        };
    }

    private Operands.Place place(LinkEntity link) {
        Table target = planner.scope.metadata().table(link.linkToEntityName());
        var place = new Operands.Place(target, planner.nextAlias());
        planner.secure(target, place.alias());
        String name = name(link);
        if (places.putIfAbsent(name, place) != null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_DUPLICATE_ALIAS,
                    "The alias '" + name + "' stands for two linked tables.");
        }
        return place;
    }

    private void remember(LinkEntity link, Operands.Place place) {
        joined.put(name(link), link);
        Table table = place.table();
        boolean isOneRow = link.linkToAttributeName().equals(table.primaryId())
                || link.joinOperator() == JoinOperator.MATCH_FIRST_ROW_USING_CROSS_APPLY;
        if (!isOneRow) {
            furtherKeys.add(new Operand.ColumnOf(place.alias(), table.column(table.primaryId())));
        }
    }

    static String name(LinkEntity link) {
        return link.entityAlias().isEmpty() ? link.linkToEntityName() : link.entityAlias();
    }

    private FilterPlan criteria(LinkEntity link, Operands.Place place) {
        return planner.filters.plan(link.linkCriteria(), operands(place));
    }

    private Operands operands(Operands.Place own) {
        return new Operands(planner.scope, planner.lookups, own, Map.copyOf(places));
    }

    private static FilterPlan match(LinkEntity link, Operands.Place parent, Operands.Place place) {
        Operand from = column(parent, link.linkFromAttributeName());
        Operand to = column(place, link.linkToAttributeName());
        if (from.type() != to.type()) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "The columns '" + link.linkFromAttributeName()
                    + "' and '" + link.linkToAttributeName() + "' cannot join tables: they are of different types.");
        }
        return new FilterPlan.CompareOperands(from, Comparison.EQUAL, to);
    }

    private static Operand column(Operands.Place place, String name) {
        Column column = Operands.require(place.table(), name);
        if (!column.isStored()) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "The column '" + name + "' of '"
                    + place.table().logicalName() + "' cannot join tables.");
        }
        return new Operand.ColumnOf(place.alias(), column);
    }

    /// The condition that a link in a filter stands for.
    ///
    /// @param filter the filter that the link stands in
    static FilterPlan condition(QueryPlanner planner, LinkEntity filter, Operands operands) {
        planner.budget.takeLink();
        var links = new LinkPlanner(planner, operands.linked());
        return switch (filter.joinOperator()) {
            case ANY, NOT_ALL -> links.exists(filter, operands.own(), false);
            case NOT_ANY -> links.exists(filter, operands.own(), true);
            case ALL -> both(links.existsAny(filter, operands.own()), links.exists(filter, operands.own(), true));
            default -> throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_JOIN_OPERATOR, "The link to '"
                    + filter.linkToEntityName() + "' by " + filter.joinOperator() + " has no place in a filter.");
        };
    }

    /// Whether there are linked rows at all.
    private FilterPlan existsAny(LinkEntity link, Operands.Place parent) {
        Table target = planner.scope.metadata().table(link.linkToEntityName());
        var place = new Operands.Place(target, planner.nextAlias());
        planner.secure(target, place.alias());
        return new FilterPlan.Related(target, place.alias(), List.of(), match(link, parent, place), true, false);
    }

    /// Whether there are linked rows that satisfy the criteria of the link and have the rows that are linked to them.
    private FilterPlan exists(LinkEntity link, Operands.Place parent, boolean isNegated) {
        requireNoResult(link);
        var rows = new LinkPlanner(planner, places);
        if (link.entityAlias().isEmpty()) {
            // A link of its own without alias may hide a table of the same name around it.
            rows.places.remove(name(link));
        }
        Operands.Place place = rows.place(link);
        Links nested = rows.plan(link.linkEntities(), place);
        FilterExpression criteria = link.linkCriteria();
        FilterPlan on = both(match(link, parent, place), planner.filters.plan(criteria, rows.operands(place)));
        return new FilterPlan.Related(place.table(), place.alias(), nested.joins, both(on, nested.condition), true,
                isNegated);
    }

    private static void requireNoResult(LinkEntity link) {
        ColumnSet columns = link.columns();
        boolean isAsked = columns.allColumns() || !columns.columns().isEmpty()
                || !columns.attributeExpressions().isEmpty() || !link.orders().isEmpty();
        if (isAsked) {
            throw new ServiceException(ErrorCode.INVALID_QUERY, "The link to '" + link.linkToEntityName() + "' by "
                    + link.joinOperator() + " asks whether there are rows; it returns no columns and sorts nothing.");
        }
    }

    static FilterPlan both(FilterPlan first, FilterPlan second) {
        if (first.equals(FilterPlan.ALL)) {
            return second;
        }
        return second.equals(FilterPlan.ALL) ? first : new FilterPlan.Group(true, List.of(first, second), false);
    }
}
