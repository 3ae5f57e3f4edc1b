package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.server.webapi.ApplyClause.Aggregate;
import dev.colonnade.server.webapi.FilterNode.Operand;
import dev.colonnade.server.webapi.LinkTree.JoinCounter;
import dev.colonnade.server.webapi.LinkTree.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// `$apply`, looked up: the aggregate query that is asked of the engine, and the members of its rows.
///
/// Source: reference/web-api.md, "$apply".
///
/// @param query without paging
/// @param members in the order in which a row shows them: its groups, its aggregates, its groups behind lookups
record ApplyPlan(QueryExpression query, List<Member> members) {

    private static final Set<ColumnType> NUMBERS = Set.of(ColumnType.INTEGER, ColumnType.BIG_INT, ColumnType.DECIMAL,
            ColumnType.DOUBLE, ColumnType.MONEY);

    ApplyPlan {
        members = List.copyOf(members);
    }

    /// One member of a row. Its name is the alias in the query too.
    ///
    /// @param table table of the column
    record Member(String name, Table table, Column column) {}

    /// @param options with an `$apply`
    /// @throws ServiceException [ErrorCode#ODATA] for unknown names, [ErrorCode#BAD_URI] for what does not fit together
    static ApplyPlan of(MetadataSnapshot metadata, Table table, OptionClauses options, Aliases aliases,
            Limits limits) {
        return new Builder(metadata, table, aliases, limits).plan(options);
    }

    /// Work on one request's options.
    private static final class Builder {

        private final MetadataSnapshot metadata;
        private final Table table;
        private final QueryExpression query;
        private final LinkTree links;
        private final FilterTranslator filters;
        private final Map<String, Member> members = new LinkedHashMap<>();
        private final List<AttributeExpression> own = new ArrayList<>();
        private final Map<List<String>, String> groups = new LinkedHashMap<>();

        Builder(MetadataSnapshot metadata, Table table, Aliases aliases, Limits limits) {
            this.metadata = metadata;
            this.table = table;
            this.query = new QueryExpression(table.logicalName());
            this.links = new LinkTree(query::add, new JoinCounter(limits));
            this.filters = new FilterTranslator(metadata, table, aliases, links);
        }

        ApplyPlan plan(OptionClauses options) {
            ApplyClause apply = Objects.requireNonNull(options.apply());
            requireAlone(options);
            if (apply.filter() != null) {
                query.criteria(filters.translate(apply.filter()));
            }
            apply.groups().stream().filter(path -> path.names().size() == 1).forEach(this::group);
            apply.aggregates().forEach(this::aggregate);
            apply.groups().stream().filter(path -> path.names().size() > 1).forEach(this::group);
            query.columnSet(new ColumnSet(false, List.of(), own));
            options.orderBy().forEach(this::order);
            query.topCount(options.top());
            return new ApplyPlan(query, List.copyOf(members.values()));
        }

        private static void requireAlone(OptionClauses options) {
            String other = options.select() != null
                    ? "$select"
                    : options.filter() != null ? "$filter" : options.expand().isEmpty() ? null : "$expand";
            if (other != null) {
                throw new ServiceException(ErrorCode.BAD_URI, "The query option '" + other
                        + "' cannot be used together with '$apply'"
                        + (other.equals("$filter") ? "; begin '$apply' with 'filter(…)/'." : "."));
            }
        }

        private void group(Operand.Path path) {
            Place place = filters.place(path);
            Column column = place.column();
            if (column.type() == ColumnType.DATE_TIME && !column.behavior().equals("DateOnly")) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "Grouping by the date and time '" + path + "' is not supported in $apply.");
            }
            String name = place.alias() == null
                    ? EdmNames.property(column)
                    : column.tableName() + "_" + column.logicalName();
            add(name, place);
            groups.put(path.names(), name);
            add(place, AttributeExpression.groupBy(column.logicalName(), name));
        }

        private void aggregate(Aggregate aggregate) {
            Operand.Path path = aggregate.subject();
            Place place = path == null ? new Place(null, table.column(table.primaryId())) : filters.place(path);
            requireFitting(aggregate, place.column());
            add(aggregate.alias(), place);
            add(place, new AttributeExpression(place.column().logicalName(), aggregate.alias(), aggregate.method()));
        }

        private static void requireFitting(Aggregate aggregate, Column column) {
            boolean isFitting = switch (aggregate.method()) {
                case SUM, AVG -> NUMBERS.contains(column.type());
                case MIN, MAX -> NUMBERS.contains(column.type()) || column.type() == ColumnType.DATE_TIME;
                case NONE, COUNT, COUNT_COLUMN -> true;
            };
            if (!isFitting) {
                throw new ServiceException(ErrorCode.BAD_URI, "The property '" + aggregate.subject() + "' of type '"
                        + UrlValues.edmType(column) + "' cannot be aggregated"
                        + (aggregate.method() == AggregateType.SUM || aggregate.method() == AggregateType.AVG
                                ? ": it is no number."
                                : ": it is no number and no date."));
            }
        }

        private void add(String name, Place place) {
            var member = new Member(name, metadata.table(place.column().tableName()), place.column());
            if (members.put(name, member) != null) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The name '" + name + "' stands for more than one result of $apply.");
            }
        }

        private void add(Place place, AttributeExpression expression) {
            if (place.alias() == null) {
                own.add(expression);
                return;
            }
            LinkEntity link = links.link(place.alias());
            var columns = new ArrayList<>(link.columns().attributeExpressions());
            columns.add(expression);
            link.columns(new ColumnSet(false, List.of(), columns));
        }

        /// Source: reference/web-api.md, "Errors of the OData layer": orders by aggregates.
        private void order(OptionClauses.OrderClause order) {
            Operand subject = filters.resolve(order.subject());
            String name = subject instanceof Operand.Path path ? groups.get(path.names()) : null;
            if (name == null) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The query node SingleValueOpenPropertyAccess is not supported");
            }
            query.orders().add(OrderExpression.byAlias(name,
                    order.isDescending() ? OrderType.DESCENDING : OrderType.ASCENDING));
        }
    }
}
