package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.query.AggregateType;
import dev.colonnade.server.webapi.ApplyClause.Aggregate;
import dev.colonnade.server.webapi.FilterNode.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `$apply`: filters, and behind them one `groupby` or one `aggregate`.
///
/// ```
/// filter(statecode eq 0)/groupby((primarycontactid/fullname),aggregate(revenue with sum as total,$count as n))
/// ```
///
/// Source: reference/web-api.md, "$apply".
final class ApplyParser {

    private static final Map<String, AggregateType> METHODS = Map.of("sum", AggregateType.SUM, "average",
            AggregateType.AVG, "min", AggregateType.MIN, "max", AggregateType.MAX);

    private final TokenReader reader;
    private final Nesting nesting;
    private final FilterParser filters;

    ApplyParser(TokenReader reader, Nesting nesting, FilterParser filters) {
        this.reader = reader;
        this.nesting = nesting;
        this.filters = filters;
    }

    /// @throws ServiceException [ErrorCode#BAD_URI] for what is not understood or not supported
    ApplyClause apply() {
        List<FilterNode> conditions = new ArrayList<>();
        while (reader.peek().isName("filter")) {
            conditions.add(filter());
            reader.expect('/');
        }
        FilterNode filter = conditions.isEmpty()
                ? null
                : conditions.size() == 1 ? conditions.getFirst() : new FilterNode.And(conditions);
        ODataToken name = reader.expectName("a transformation");
        reader.expect('(');
        ApplyClause clause = switch (name.text()) {
            case "groupby" -> new ApplyClause(filter, groups(), aggregatesOfGroups());
            case "aggregate" -> new ApplyClause(filter, List.of(), aggregates());
            default -> throw new ServiceException(ErrorCode.BAD_URI,
                    "The transformation '" + name.text() + "' is not supported in $apply.");
        };
        if (reader.peek().is('/')) {
            throw new ServiceException(ErrorCode.BAD_URI, "Nothing is supported in $apply behind '" + name.text()
                    + "': filters stand in front of it.");
        }
        return clause;
    }

    private FilterNode filter() {
        reader.next();
        reader.expect('(');
        FilterNode filter = filters.filter();
        reader.expect(')');
        return filter;
    }

    private List<Operand.Path> groups() {
        reader.expect('(');
        var groups = new ArrayList<Operand.Path>();
        do {
            groups.add(path());
        } while (reader.skip(','));
        reader.expect(')');
        return groups;
    }

    private List<Aggregate> aggregatesOfGroups() {
        List<Aggregate> aggregates = List.of();
        if (reader.skip(',')) {
            if (!reader.skipName("aggregate")) {
                throw reader.unexpected("'aggregate'");
            }
            reader.expect('(');
            aggregates = aggregates();
        }
        reader.expect(')');
        return aggregates;
    }

    private List<Aggregate> aggregates() {
        var aggregates = new ArrayList<Aggregate>();
        do {
            aggregates.add(aggregate());
        } while (reader.skip(','));
        reader.expect(')');
        return aggregates;
    }

    private Aggregate aggregate() {
        nesting.takeCondition();
        if (reader.skipName("$count")) {
            return new Aggregate(null, AggregateType.COUNT, alias());
        }
        Operand.Path subject = path();
        if (!reader.skipName("with")) {
            throw reader.unexpected("'with'");
        }
        ODataToken method = reader.expectName("an aggregation method");
        AggregateType type = METHODS.get(method.text());
        if (type == null) {
            throw new ServiceException(ErrorCode.BAD_URI, "The aggregation method '" + method.text()
                    + "' is not supported; there are sum, average, min and max, and $count.");
        }
        return new Aggregate(subject, type, alias());
    }

    private String alias() {
        if (!reader.skipName("as")) {
            throw reader.unexpected("'as'");
        }
        ODataToken alias = reader.expectName("a name for the result");
        if (alias.text().indexOf('.') >= 0 || alias.text().indexOf('$') >= 0) {
            throw new ServiceException(ErrorCode.BAD_URI, "The name '" + alias.text() + "' at position "
                    + alias.position() + " in '" + reader.text() + "' is not allowed for a result of $apply.");
        }
        return alias.text();
    }

    private Operand.Path path() {
        if (filters.operand() instanceof Operand.Path path) {
            nesting.takeCondition();
            return path;
        }
        throw new ServiceException(ErrorCode.BAD_URI, "Rows are grouped and aggregated by properties, not by values.");
    }
}
