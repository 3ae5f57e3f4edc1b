package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.webapi.FilterNode.Operand;
import dev.colonnade.server.webapi.ODataToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads filters: comparisons, logic, text functions, query functions and lambda operators. What the dialect leaves out of OData
/// (arithmetic, `has`, `in`, other functions) is refused by its name.
///
/// Source: reference/web-api.md, "$filter", "Query functions".
final class FilterParser {

    private static final Map<String, FilterNode.Operator> OPERATORS = Map.of("eq", FilterNode.Operator.EQ, "ne",
            FilterNode.Operator.NE, "gt", FilterNode.Operator.GT, "ge", FilterNode.Operator.GE, "lt",
            FilterNode.Operator.LT, "le", FilterNode.Operator.LE);
    private static final Map<String, FilterNode.TextFunction> TEXT_FUNCTIONS = Map.of("contains",
            FilterNode.TextFunction.CONTAINS, "startswith", FilterNode.TextFunction.STARTS_WITH, "endswith",
            FilterNode.TextFunction.ENDS_WITH);

    private final TokenReader reader;
    private final Nesting nesting;

    FilterParser(TokenReader reader, Nesting nesting) {
        this.reader = reader;
        this.nesting = nesting;
    }

    /// Reads a filter that is a whole text.
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] when it is none
    static FilterNode parse(String text, Limits limits) {
        var reader = new TokenReader(text);
        FilterNode filter = new FilterParser(reader, new Nesting(limits)).filter();
        reader.expectEnd();
        return filter;
    }

    /// Reads a filter, up to what cannot be part of it.
    FilterNode filter() {
        return or();
    }

    private FilterNode or() {
        nesting.enter();
        List<FilterNode> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (reader.skipName("or"));
        nesting.leave();
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
        nesting.enter();
        FilterNode inner = unary();
        nesting.leave();
        if (inner instanceof FilterNode.QueryFunction) {
            throw negatedFunction();
        }
        return new FilterNode.Not(inner);
    }

    /// The mistake of `not` in front of a query function. Source: reference/web-api.md, "Errors of the OData layer".
    static ServiceException negatedFunction() {
        return new ServiceException(ErrorCode.BAD_URI,
                "Not operator along with the Custom Named Condition operators is not allowed");
    }

    private FilterNode primary() {
        if (reader.skip('(')) {
            FilterNode inner = or();
            reader.expect(')');
            return inner;
        }
        nesting.takeCondition();
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
            return new FilterNode.Comparison(left, operator, rightOperand());
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

    private Operand rightOperand() {
        Operand operand = operand();
        if (operand instanceof Operand.Path path && reader.peek().is('(')) {
            throw new ServiceException(ErrorCode.BAD_URI, "The function '" + path + "' is not supported in $filter.");
        }
        return operand;
    }

    private FilterNode lambda(Operand.Path path) {
        String kind = path.names().getLast();
        if (path.names().size() < 2 || (!kind.equals("any") && !kind.equals("all"))) {
            throw new ServiceException(ErrorCode.BAD_URI, "The function '" + path + "' is not supported in $filter.");
        }
        var collection = new Operand.Path(path.names().subList(0, path.names().size() - 1), path.position());
        reader.expect('(');
        if (kind.equals("any") && reader.skip(')')) {
            return new FilterNode.Lambda(collection, false, null, null);
        }
        String variable = reader.expectName("the name of a variable").text();
        reader.expect(':');
        FilterNode body = or();
        reader.expect(')');
        return new FilterNode.Lambda(collection, kind.equals("all"), variable, body);
    }

    /// Reads a property, a path to one, a value or an alias.
    Operand operand() {
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
}
