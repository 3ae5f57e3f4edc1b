package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.webapi.FilterNode.Operand;
import dev.colonnade.server.webapi.ODataToken.Kind;
import dev.colonnade.server.webapi.OptionClauses.ExpandClause;
import dev.colonnade.server.webapi.OptionClauses.OrderClause;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads query options: `$select`, `$filter`, `$orderby`, `$top`, `$count`, `$expand`. Trailing commas and blanks are taken.
///
/// Source: reference/web-api.md, "OData query".
final class OptionParser {

    private static final Set<String> NOT_SUPPORTED = Set.of("$search", "$format", "$compute", "$levels", "$apply",
            "$index", "$schemaversion");
    /// Options that are no OData expressions; who needs them reads them by himself.
    private static final Set<String> OPAQUE = Set.of("$skiptoken", "$id");
    private static final Map<String, FilterNode.Operator> OPERATORS = Map.of("eq", FilterNode.Operator.EQ, "ne",
            FilterNode.Operator.NE, "gt", FilterNode.Operator.GT, "ge", FilterNode.Operator.GE, "lt",
            FilterNode.Operator.LT, "le", FilterNode.Operator.LE);
    private static final Map<String, FilterNode.TextFunction> TEXT_FUNCTIONS = Map.of("contains",
            FilterNode.TextFunction.CONTAINS, "startswith", FilterNode.TextFunction.STARTS_WITH, "endswith",
            FilterNode.TextFunction.ENDS_WITH);

    private final TokenReader reader;
    private final Limits limits;
    private int depth;
    private int conditions;

    private OptionParser(String text, Limits limits) {
        this.reader = new TokenReader(text);
        this.limits = limits;
    }

    /// The options of a request.
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] when one is not understood or not supported
    static OptionClauses parse(QueryString query, Limits limits) {
        if (query.isEmpty()) {
            return OptionClauses.NONE;
        }
        var builder = new Builder();
        query.values().forEach((name, value) -> {
            if (name.startsWith("$") && !OPAQUE.contains(name)) {
                new OptionParser(value, limits).top(name, builder);
            }
        });
        return builder.build();
    }

    /// Reads a filter alone.
    static FilterNode filter(String text, Limits limits) {
        var parser = new OptionParser(text, limits);
        FilterNode filter = parser.or();
        parser.reader.expectEnd();
        return filter;
    }

    private void top(String name, Builder builder) {
        if (name.equals("$skip")) {
            throw new ServiceException(ErrorCode.BAD_URI, "Skip Clause is not supported in CRM");
        }
        option(name, builder);
        reader.expectEnd();
    }

    private void option(String name, Builder builder) {
        if (NOT_SUPPORTED.contains(name)) {
            throw new ServiceException(ErrorCode.BAD_URI, "The query option '" + name + "' is not supported.");
        }
        int start = reader.peek().position();
        switch (name) {
            case "$select" -> builder.select = select();
            case "$filter" -> builder.filter = or();
            case "$orderby" -> builder.orderBy = orderBy();
            case "$top" -> builder.top = number(name);
            case "$count" -> builder.count = truth(name);
            case "$expand" -> builder.expand = expand();
            default -> throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option '" + name + "' is not known.");
        }
        String text = reader.text().substring(start, reader.peek().position()).strip();
        if (builder.texts.put(name, text) != null) {
            throw new ServiceException(ErrorCode.BAD_URI, "The query option '" + name + "' is given more than once.");
        }
    }

    private List<String> select() {
        var names = new ArrayList<String>();
        while (!atEndOfOption()) {
            if (reader.skip('*')) {
                names.add("*");
            } else {
                names.add(reader.expectName("the name of a property").text());
            }
            if (!atEndOfOption()) {
                reader.expect(',');
            }
        }
        return names;
    }

    private List<OrderClause> orderBy() {
        var keys = new ArrayList<OrderClause>();
        while (!atEndOfOption()) {
            Operand subject = operand();
            boolean isDescending = reader.skipName("desc");
            if (!isDescending) {
                reader.skipName("asc");
            }
            keys.add(new OrderClause(subject, isDescending));
            if (!atEndOfOption()) {
                reader.expect(',');
            }
        }
        return keys;
    }

    private int number(String option) {
        Literal literal = Literal.read(reader);
        if (literal instanceof Literal.Number(var value) && value.signum() >= 0
                && value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                && value.stripTrailingZeros().scale() <= 0) {
            return value.intValueExact();
        }
        throw new ServiceException(ErrorCode.BAD_URI, "Invalid value for the query option '" + option
                + "': it takes a whole number that is not negative.");
    }

    private boolean truth(String option) {
        if (Literal.read(reader) instanceof Literal.Bool(boolean value)) {
            return value;
        }
        throw new ServiceException(ErrorCode.BAD_URI, "Invalid value for the query option '" + option
                + "': it takes true or false.");
    }

    private List<ExpandClause> expand() {
        enter();
        var clauses = new ArrayList<ExpandClause>();
        while (!atEndOfOption()) {
            clauses.add(expandItem());
            if (!atEndOfOption()) {
                reader.expect(',');
            }
        }
        depth--;
        return clauses;
    }

    private ExpandClause expandItem() {
        String navigation = reader.expectName("the name of a navigation property").text();
        boolean isReference = false;
        if (reader.skip('/')) {
            if (!reader.skipName("$ref")) {
                throw reader.unexpected("'$ref'");
            }
            isReference = true;
        }
        return new ExpandClause(navigation, isReference, reader.skip('(') ? nestedOptions() : OptionClauses.NONE);
    }

    private OptionClauses nestedOptions() {
        var builder = new Builder();
        while (!reader.skip(')')) {
            if (reader.skip(';')) {
                continue;
            }
            String name = reader.expectName("a query option").text();
            if (name.equals("$skip") || name.equals("$count")) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The query option '" + name + "' is not supported inside $expand.");
            }
            reader.expect('=');
            option(name, builder);
            if (!reader.peek().is(')')) {
                reader.expect(';');
            }
        }
        return builder.build();
    }

    private boolean atEndOfOption() {
        ODataToken token = reader.peek();
        return token.kind() == Kind.END || token.is(';') || token.is(')');
    }

    private FilterNode or() {
        enter();
        List<FilterNode> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (reader.skipName("or"));
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new FilterNode.Or(parts);
    }

    private FilterNode and() {
        List<FilterNode> parts = new ArrayList<>();
        do {
            parts.add(unary());
        } while (reader.skipName("and"));
        return parts.size() == 1 ? parts.getFirst() : new FilterNode.And(parts);
    }

    private FilterNode unary() {
        if (!reader.skipName("not")) {
            return primary();
        }
        enter();
        FilterNode inner = unary();
        depth--;
        if (inner instanceof FilterNode.QueryFunction) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "Not operator along with the Custom Named Condition operators is not allowed");
        }
        return new FilterNode.Not(inner);
    }

    private FilterNode primary() {
        if (reader.skip('(')) {
            FilterNode inner = or();
            reader.expect(')');
            return inner;
        }
        if (++conditions > limits.queryConditions()) {
            throw new ServiceException(ErrorCode.TOO_MANY_CONDITIONS_IN_QUERY,
                    "Number of conditions in query exceeded maximum limit of " + limits.queryConditions() + ".");
        }
        if (reader.peek().kind() == Kind.NAME && reader.peekSecond().is('(')) {
            return function();
        }
        return comparison();
    }

    private FilterNode function() {
        ODataToken name = reader.next();
        reader.expect('(');
        FilterNode.TextFunction textFunction = TEXT_FUNCTIONS.get(name.text());
        if (textFunction != null) {
            Operand subject = operand();
            reader.expect(',');
            Operand pattern = operand();
            reader.expect(')');
            return new FilterNode.TextMatch(textFunction, subject, pattern);
        }
        if (name.text().startsWith(EdmNames.NAMESPACE)) {
            return new FilterNode.QueryFunction(name.text().substring(EdmNames.NAMESPACE.length()), arguments());
        }
        throw new ServiceException(ErrorCode.BAD_URI,
                "The function '" + name.text() + "' is not supported in $filter.");
    }

    private List<PathSegment.Argument> arguments() {
        var arguments = new ArrayList<PathSegment.Argument>();
        while (!reader.skip(')')) {
            String name = reader.expectName("the name of a parameter").text();
            reader.expect('=');
            arguments.add(new PathSegment.Argument(name, reader.peek().kind() == Kind.ALIAS
                    ? new PathSegment.Value.Alias(reader.next().text())
                    : new PathSegment.Value.Given(Literal.read(reader))));
            if (!reader.peek().is(')')) {
                reader.expect(',');
            }
        }
        return arguments;
    }

    private FilterNode comparison() {
        Operand left = operand();
        if (left instanceof Operand.Path path && reader.peek().is('(')) {
            return lambda(path);
        }
        FilterNode.Operator operator = OPERATORS.get(reader.peek().text());
        if (operator != null && reader.peek().kind() == Kind.NAME) {
            reader.next();
            return new FilterNode.Comparison(left, operator, operand());
        }
        if (left instanceof Operand.Value) {
            throw reader.unexpected("a comparison");
        }
        if (reader.peek().kind() == Kind.NAME && !reader.peek().isName("and") && !reader.peek().isName("or")) {
            throw new ServiceException(ErrorCode.BAD_URI, "The operator '" + reader.peek().text() + "' at position "
                    + reader.peek().position() + " in '" + reader.text() + "' is not supported.");
        }
        return new FilterNode.Truth(left);
    }

    private FilterNode lambda(Operand.Path path) {
        String kind = path.names().getLast();
        if (path.names().size() < 2 || (!kind.equals("any") && !kind.equals("all"))) {
            throw new ServiceException(ErrorCode.BAD_URI, "The function '" + path + "' is not supported in $filter.");
        }
        var collection = new Operand.Path(path.names().subList(0, path.names().size() - 1), path.position());
        reader.expect('(');
        if (reader.skip(')')) {
            return new FilterNode.Lambda(collection, kind.equals("all"), null, null);
        }
        String variable = reader.expectName("the name of a variable").text();
        reader.expect(':');
        FilterNode body = or();
        reader.expect(')');
        return new FilterNode.Lambda(collection, kind.equals("all"), variable, body);
    }

    private Operand operand() {
        if (reader.peek().kind() == Kind.ALIAS) {
            return new Operand.Alias(reader.next().text());
        }
        if (Literal.isNext(reader)) {
            return new Operand.Value(Literal.read(reader));
        }
        ODataToken first = reader.expectName("a property or a value");
        List<String> names = new ArrayList<>(List.of(first.text()));
        while (reader.skip('/')) {
            names.add(reader.expectName("a property").text());
        }
        return new Operand.Path(names, first.position());
    }

    private void enter() {
        if (++depth > limits.filterDepth()) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option is nested more than " + limits.filterDepth() + " levels deep.");
        }
    }

    private static final class Builder {

        private @Nullable List<String> select;
        private @Nullable FilterNode filter;
        private List<OrderClause> orderBy = List.of();
        private @Nullable Integer top;
        private boolean count;
        private List<ExpandClause> expand = List.of();
        private final Map<String, String> texts = new LinkedHashMap<>();

        OptionClauses build() {
            return new OptionClauses(select, filter, orderBy, top, count, expand, texts);
        }
    }
}
