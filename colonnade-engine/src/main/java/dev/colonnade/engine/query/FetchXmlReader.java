package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FetchLinks.Place;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.LogicalOperator;
import dev.colonnade.sdk.query.OrderExpression;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns FetchXML into the query model, at one snapshot of the definitions: names of tables and of columns that are returned or
/// joined by are looked up here, those of conditions where the query becomes SQL.
///
/// Source: reference/web-api.md, "FetchXML"
public final class FetchXmlReader {

    static final Pattern ALIAS = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,127}");

    private static final int CHARACTERS_MAX = 1_000_000;
    /// What stands around the filters: fetch, entity, condition, value, and links inside one another.
    private static final int OTHER_ELEMENTS_DEEP = 20;
    /// Source: reference/web-api.md, "Limits".
    private static final int TOP_ROWS_MAX = 5_000;
    private static final int ROWS_WITHOUT_COOKIE_MAX = 50_000;

    private final MetadataSnapshot metadata;
    private final Limits limits;
    private final FetchElement fetch;
    private final FetchElement entity;
    private final FetchLinks links;
    private final boolean sortsChoicesByNumber;
    private final boolean isAggregate;

    private FetchXmlReader(FetchElement fetch, MetadataSnapshot metadata, Limits limits) {
        this.metadata = metadata;
        this.limits = limits;
        this.fetch = fetch;
        this.entity = entity(fetch);
        this.links = new FetchLinks(metadata, entity);
        this.isAggregate = fetch.flag("aggregate", ErrorCode.INVALID_FETCH_XML);
        this.sortsChoicesByNumber = fetch.flag("useraworderby", ErrorCode.INVALID_FETCH_XML);
    }

    /// @throws ServiceException when the text is not FetchXML, names what is not there, or asks for what does not go together
    public static QueryExpression read(String fetchXml, MetadataSnapshot metadata, Limits limits) {
        FetchElement fetch = FetchXmlParser.parse(fetchXml, CHARACTERS_MAX,
                limits.filterDepth() + limits.queryLinks() + OTHER_ELEMENTS_DEEP);
        return new FetchXmlReader(fetch, metadata, limits).query();
    }

    /// The table that FetchXML asks for, found without reading the rest; `null` when it names none.
    ///
    /// @throws ServiceException [ErrorCode#INVALID_FETCH_XML] when the text up to there is no XML
    public static @Nullable String findTableName(String fetchXml) {
        String name = FetchXmlParser.findEntityName(fetchXml);
        return name == null || name.isBlank() ? null : name.strip();
    }

    private static FetchElement entity(FetchElement fetch) {
        if (!fetch.name().equals("fetch")) {
            throw new ServiceException(ErrorCode.INVALID_FETCH_XML,
                    "FetchXML begins with the element 'fetch', not '" + fetch.name() + "'.");
        }
        fetch.requireChildren("entity");
        if (fetch.children().size() != 1) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ELEMENT_NOT_FOUND, "The element 'fetch' holds "
                    + fetch.children().size() + " elements 'entity'; it must hold one.");
        }
        return fetch.children().getFirst();
    }

    private QueryExpression query() {
        checkOptions();
        Table table = metadata.table(entity.require("name"));
        var own = new Place(table, null);
        requireParts(entity);
        var query = new QueryExpression(table.logicalName()).columnSet(columns(entity, table))
                .aggregateLimit(fetch.number("aggregatelimit")).noLock(noLock())
                .distinct(isDistinct());
        query.criteria(criteria(entity, own, query));
        query.orders().addAll(orders(entity, own));
        for (FetchElement link : entity.children("link-entity")) {
            query.add(link(link, table, query));
        }
        page(query);
        return query;
    }

    /// Options that change nothing here are passed over, as clients send them by habit.
    private void checkOptions() {
        fetch.refuse("datasource");
        String mapping = fetch.findText("mapping");
        if (mapping != null && !mapping.equals("logical") && !mapping.equals("internal")) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_MAPPING,
                    "The attribute 'mapping' of the element 'fetch' is 'logical', not '" + mapping + "'.");
        }
    }

    private boolean noLock() {
        return fetch.flag("no-lock", ErrorCode.QUERY_BUILDER_INVALID_NO_LOCK_VALUE);
    }

    private boolean isDistinct() {
        return fetch.flag("distinct", ErrorCode.QUERY_BUILDER_INVALID_DISTINCT_VALUE);
    }

    private static void requireParts(FetchElement table) {
        table.requireChildren("attribute", "all-attributes", "no-attrs", "order", "filter", "link-entity");
    }

    private ColumnSet columns(FetchElement parent, Table table) {
        var columns = new ArrayList<String>();
        var expressions = new ArrayList<AttributeExpression>();
        for (FetchElement attribute : parent.children("attribute")) {
            attribute.requireChildren();
            String name = Operands.require(table, attribute.require("name")).logicalName();
            AttributeExpression expression = FetchColumns.expression(attribute, name, isAggregate);
            if (expression == null) {
                columns.add(name);
            } else {
                expressions.add(expression);
            }
        }
        return new ColumnSet(!parent.children("all-attributes").isEmpty(), columns, expressions);
    }

    static ServiceException invalidAlias(String alias) {
        return new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_ALIAS,
                "'" + alias + "' is no alias: it must begin with a letter and hold letters, digits, '_' and '.' only.");
    }

    /// Orders inside of links follow those of the query, in the order in which they stand.
    private LinkEntity link(FetchElement element, Table parent, QueryExpression query) {
        requireParts(element);
        Table table = links.table(element);
        String alias = links.alias(element);
        var own = new Place(table, alias);
        FetchJoin join = FetchJoin.of(element, parent, table);
        var link = new LinkEntity(join.to(), table.logicalName(), join.from(), FetchJoin.operator(element), alias)
                .columns(columns(element, table)).linkCriteria(criteria(element, own, query));
        query.orders().addAll(orders(element, own));
        for (FetchElement inner : element.children("link-entity")) {
            link.add(link(inner, table, query));
        }
        return link;
    }

    private LinkEntity filterLink(FetchElement element, Place own, QueryExpression query) {
        LinkEntity link = link(element, own.table(), query);
        if (!link.joinOperator().isFilter()) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_JOIN_OPERATOR,
                    "The link-type of an element 'link-entity' in a filter is 'any', 'not any', 'all' or 'not all'.");
        }
        return link;
    }

    private FilterExpression criteria(FetchElement parent, Place own, QueryExpression query) {
        var all = new FilterExpression();
        for (FetchElement filter : parent.children("filter")) {
            FilterExpression translated = filter(filter, own, query);
            if (!translated.isEmpty()) {
                all.add(translated);
            }
        }
        return all.filters().size() == 1 ? all.filters().getFirst() : all;
    }

    /// Filters without conditions are left out: in an `or` they would otherwise hold for every row.
    private FilterExpression filter(FetchElement element, Place own, QueryExpression query) {
        element.requireChildren("condition", "filter", "link-entity");
        var filter = new FilterExpression(operator(element))
                .quickFindFilter(element.flag("isquickfindfields", ErrorCode.INVALID_FETCH_XML));
        for (FetchElement child : element.children()) {
            switch (child.name()) {
                case "condition" -> filter.add(condition(child, own));
                case "link-entity" -> filter.add(FilterExpression.of(filterLink(child, own, query)));
                default -> {
                    FilterExpression inner = filter(child, own, query);
                    if (!inner.isEmpty()) {
                        filter.add(inner);
                    }
                }
            }
        }
        return filter;
    }

    private static LogicalOperator operator(FetchElement filter) {
        String type = filter.findText("type");
        return switch (type == null ? "and" : type.toLowerCase(Locale.ROOT)) {
            case "and" -> LogicalOperator.AND;
            case "or" -> LogicalOperator.OR;
            default -> throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_FILTER_TYPE,
                    "The type of a filter is 'and' or 'or', not '" + type + "'.");
        };
    }

    private ConditionExpression condition(FetchElement element, Place own) {
        element.requireChildren("value");
        element.refuse("aggregate", "rowaggregate");
        String attribute = element.require("attribute");
        ConditionOperator operator = FetchOperators.require(element);
        String alias = links.resolve(element.findText("entityname"), own);
        String other = element.findText("valueof");
        List<Object> values = new ArrayList<>(values(element));
        if (other != null) {
            if (!values.isEmpty()) {
                throw new ServiceException(ErrorCode.INVALID_NUMBER_OF_ARGUMENTS, "The condition on the column '"
                        + attribute + "' has both a value and the attribute 'valueof'.");
            }
            return new ConditionExpression(alias, attribute, operator, List.of(otherColumn(other, own)), true);
        }
        boolean takesList = switch (operator) {
            case IN, NOT_IN, CONTAIN_VALUES, DOES_NOT_CONTAIN_VALUES -> true;
            default -> false;
        };
        if (takesList && values.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_NUMBER_OF_ARGUMENTS, "The operator '"
                    + element.require("operator") + "' on the column '" + attribute + "' takes at least one value.");
        }
        return new ConditionExpression(alias, attribute, operator, List.copyOf(values), false);
    }

    private static List<String> values(FetchElement condition) {
        var values = new ArrayList<String>();
        String value = condition.find("value");
        if (value != null) {
            values.add(value);
        }
        for (FetchElement child : condition.children()) {
            child.requireChildren();
            values.add(child.text());
        }
        return values;
    }

    private String otherColumn(String other, Place own) {
        int dot = other.lastIndexOf('.');
        String alias = dot < 0 ? null : links.resolve(other.substring(0, dot), own);
        String column = other.substring(dot + 1);
        return alias == null ? column : alias + "." + column;
    }

    private List<OrderExpression> orders(FetchElement parent, Place own) {
        var orders = new ArrayList<OrderExpression>();
        for (FetchElement order : parent.children("order")) {
            order.requireChildren();
            boolean isDescending = order.flag("descending", ErrorCode.QUERY_BUILDER_INVALID_ORDER_TYPE);
            OrderType type = isDescending ? OrderType.DESCENDING : OrderType.ASCENDING;
            if (isAggregate) {
                orders.add(OrderExpression.byAlias(FetchColumns.orderAlias(order), type));
                continue;
            }
            String attribute = FetchColumns.orderAttribute(order);
            String alias = links.resolve(order.findText("entityname"), own);
            Table table = links.table(alias, own);
            orders.add(new OrderExpression(alias == null ? own.alias() : alias,
                    sorted(Operands.require(table, attribute), table),
                    type));
        }
        return orders;
    }

    /// Choices are sorted by their labels, unlike in OData. Source: reference/web-api.md, "$orderby".
    private String sorted(Column column, Table table) {
        boolean isChoice = switch (column.type()) {
            case PICKLIST, STATE, STATUS, BOOLEAN -> true;
            default -> false;
        };
        if (!isChoice || sortsChoicesByNumber) {
            return column.logicalName();
        }
        return table.columns().stream()
                .filter(other -> other.type() != ColumnType.IMAGE
                        && column.logicalName().equals(other.attributeOf()))
                .map(Column::logicalName).findFirst().orElse(column.logicalName());
    }

    private void page(QueryExpression query) {
        Integer top = fetch.number("top");
        Integer number = fetch.number("page");
        String cookie = fetch.findText("paging-cookie");
        if (top != null && top > TOP_ROWS_MAX) {
            throw new ServiceException(ErrorCode.INVALID_FETCH_XML,
                    "The attribute 'top' of the element 'fetch' is at most " + TOP_ROWS_MAX + ", not " + top + ".");
        }
        if (top != null && (number != null || cookie != null)) {
            throw new ServiceException(ErrorCode.INVALID_FETCH_XML,
                    "The attribute 'top' of the element 'fetch' cannot be used with 'page' and 'paging-cookie'.");
        }
        int count = Objects.requireNonNullElse(fetch.number("count"), 0);
        int page = Math.max(1, Objects.requireNonNullElse(number, 1));
        int rows = count == 0 ? limits.pageRows() : Math.min(count, limits.pageRows());
        if (page > 1 && cookie == null && (long) page * rows > ROWS_WITHOUT_COOKIE_MAX) {
            throw new ServiceException(ErrorCode.OVER_RETRIEVAL_UPPER_LIMIT_WITHOUT_PAGING_COOKIE,
                    "Without a paging cookie only the first " + ROWS_WITHOUT_COOKIE_MAX
                            + " rows can be asked for; send the cookie of page " + (page - 1) + ".");
        }
        query.topCount(top).pageInfo(new PagingInfo(count, page, cookie,
                fetch.flag("returntotalrecordcount", ErrorCode.INVALID_FETCH_XML)));
    }
}
