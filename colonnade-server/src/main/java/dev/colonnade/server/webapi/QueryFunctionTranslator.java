package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.server.webapi.FilterNode.Operand;
import dev.colonnade.server.webapi.FilterNode.QueryFunction;
import dev.colonnade.server.webapi.LinkTree.Place;
import dev.colonnade.server.webapi.QueryFunctions.Function;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes conditions of query functions. Values may stand as texts, whatever the type of the column is.
///
/// Source: reference/web-api.md, "Query functions".
final class QueryFunctionTranslator {

    private static final String NAME = "PropertyName";
    private static final String VALUE = "PropertyValue";
    private static final String VALUES = "PropertyValues";

    private final Aliases aliases;
    private final FilterScope scope;

    QueryFunctionTranslator(Aliases aliases, FilterScope scope) {
        this.aliases = aliases;
        this.scope = scope;
    }

    /// @throws ServiceException [ErrorCode#BAD_URI] when there is no such function, or its arguments do not fit it
    ConditionExpression condition(QueryFunction call) {
        Function function = QueryFunctions.find(call.name());
        if (function == null) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query function '" + call.name() + "' is not supported.");
        }
        var arguments = new Arguments(function, arguments(call));
        if (!(arguments.take(NAME) instanceof Literal.Text(var property))) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The parameter 'PropertyName' of '" + call.name() + "' takes the quoted name of a property.");
        }
        Place place = place(property);
        List<Object> values = values(arguments, place.column());
        arguments.requireNoMore();
        return new ConditionExpression(place.alias(), place.column().logicalName(), function.operator(),
                new ArrayList<>(values), false);
    }

    private Map<String, Literal> arguments(QueryFunction call) {
        var arguments = new HashMap<String, Literal>();
        for (PathSegment.Argument argument : call.arguments()) {
            if (arguments.put(String.valueOf(argument.name()), aliases.literal(argument.value())) != null) {
                throw new ServiceException(ErrorCode.BAD_URI, "The parameter '" + argument.name() + "' of '"
                        + call.name() + "' is given more than once.");
            }
        }
        return arguments;
    }

    /// Columns are named here as the platform's definitions do: a lookup by its own name too, and without a variable in front.
    private Place place(String property) {
        Table table = scope.table();
        Column lookup = table.findColumn(property);
        if (lookup != null && lookup.type().isLookup() && EdmNames.isReadable(lookup)) {
            return new Place(null, lookup);
        }
        List<String> names = List.of(property.split("/", -1));
        boolean isLocal = scope.variable() == null || names.size() == 1;
        return isLocal
                ? scope.links().place(scope.metadata(), table, names)
                : scope.place(new Operand.Path(names, 0));
    }

    private static List<Object> values(Arguments arguments, Column column) {
        return switch (arguments.function.values()) {
            case NONE -> List.of();
            case OF_PROPERTY -> List.of(value(arguments, column, arguments.take(VALUE)));
            case DAY -> List.of(day(arguments, column));
            case NUMBER -> List.of(number(arguments, VALUE));
            case PERIOD_AND_YEAR -> List.of(number(arguments, VALUE + "1"), number(arguments, VALUE + "2"));
            case SEVERAL -> several(arguments, column);
            case RANGE -> {
                List<Object> range = several(arguments, column);
                if (range.size() != 2) {
                    throw arguments.wrong(VALUES, "two values");
                }
                yield range;
            }
            case OPTIONS -> options(arguments);
        };
    }

    private static Object value(Arguments arguments, Column column, Literal literal) {
        Object value = UrlValues.forCondition(column, literal);
        if (value == null) {
            throw arguments.wrong(VALUE, "a value");
        }
        return value;
    }

    /// A day alone stays one: which points in time belong to it depends on the caller's time zone.
    private static Object day(Arguments arguments, Column column) {
        Literal literal = arguments.take(VALUE);
        LocalDate day = switch (literal) {
            case Literal.Date(var date) -> date;
            case Literal.Text(var text) -> DateTimes.findDate(text);
            default -> null;
        };
        return day != null ? day : value(arguments, column, literal);
    }

    private static Integer number(Arguments arguments, String name) {
        Integer number = UrlValues.integer(arguments.take(name));
        if (number == null) {
            throw arguments.wrong(name, "a whole number");
        }
        return number;
    }

    private static List<Object> several(Arguments arguments, Column column) {
        var values = new ArrayList<Object>();
        for (String text : UrlValues.texts(arguments.take(VALUES), VALUES)) {
            values.add(value(arguments, column, new Literal.Text(text)));
        }
        if (values.isEmpty()) {
            throw arguments.wrong(VALUES, "at least one value");
        }
        return values;
    }

    private static List<Object> options(Arguments arguments) {
        var values = new ArrayList<Object>();
        for (String text : UrlValues.texts(arguments.take(VALUES), VALUES)) {
            Integer option = UrlValues.integer(new Literal.Text(text));
            if (option == null) {
                throw arguments.wrong(VALUES, "numbers of options");
            }
            values.add(option);
        }
        if (values.isEmpty()) {
            throw arguments.wrong(VALUES, "at least one value");
        }
        return values;
    }

    /// The arguments of one call, taken one after the other.
    private record Arguments(Function function, Map<String, Literal> given) {

        Literal take(String name) {
            @Nullable
            Literal literal = given.remove(name);
            if (literal == null) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The parameter '" + name + "' of '" + function.name() + "' is missing.");
            }
            return literal;
        }

        void requireNoMore() {
            if (!given.isEmpty()) {
                throw new ServiceException(ErrorCode.BAD_URI, "The parameter '" + given.keySet().iterator().next()
                        + "' is not defined for '" + function.name() + "'.");
            }
        }

        ServiceException wrong(String name, String expected) {
            return new ServiceException(ErrorCode.BAD_URI,
                    "The parameter '" + name + "' of '" + function.name() + "' takes " + expected + ".");
        }
    }
}
