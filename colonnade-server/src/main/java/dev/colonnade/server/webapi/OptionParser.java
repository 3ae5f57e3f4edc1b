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

/// Reads query options: `$select`, `$filter`, `$orderby`, `$top`, `$count`, `$expand`, `$apply`. Trailing commas and blanks are taken.
///
/// Source: reference/web-api.md, "OData query".
final class OptionParser {

    private static final Set<String> NOT_SUPPORTED = Set.of("$search", "$format", "$compute", "$levels",
            "$index", "$schemaversion");
    /// Options that are no OData expressions; who needs them reads them by himself.
    private static final Set<String> OPAQUE = Set.of("$skiptoken", "$id");

    private final TokenReader reader;
    private final Nesting nesting;
    private final FilterParser filters;

    private OptionParser(String text, Limits limits) {
        this.reader = new TokenReader(text);
        this.nesting = new Nesting(limits);
        this.filters = new FilterParser(reader, nesting);
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
                // Before its value is read, which may be written in a language that is not known here.
                requireSupported(name);
                new OptionParser(value, limits).top(name, builder);
            }
        });
        return builder.build();
    }

    private static void requireSupported(String name) {
        if (name.equals("$skip")) {
            throw new ServiceException(ErrorCode.BAD_URI, "Skip Clause is not supported in CRM");
        }
        if (NOT_SUPPORTED.contains(name)) {
            throw new ServiceException(ErrorCode.BAD_URI, "The query option '" + name + "' is not supported.");
        }
    }

    private void top(String name, Builder builder) {
        option(name, builder);
        reader.expectEnd();
    }

    private void option(String name, Builder builder) {
        requireSupported(name);
        int start = reader.peek().position();
        switch (name) {
            case "$select" -> builder.select = select();
            case "$filter" -> builder.filter = filters.filter();
            case "$orderby" -> builder.orderBy = orderBy();
            case "$top" -> builder.top = number(name);
            case "$count" -> builder.count = truth(name);
            case "$expand" -> builder.expand = expand();
            case "$apply" -> builder.apply = new ApplyParser(reader, nesting, filters).apply();
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
            Operand subject = filters.operand();
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
        nesting.enter();
        var clauses = new ArrayList<ExpandClause>();
        while (!atEndOfOption()) {
            clauses.add(expandItem());
            if (!atEndOfOption()) {
                reader.expect(',');
            }
        }
        nesting.leave();
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
        if (isReference && reader.peek().is('(')) {
            throw reader.unexpected("no option behind '$ref'");
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
            if (name.equals("$skip") || name.equals("$count") || name.equals("$apply")) {
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

    private static final class Builder {

        private @Nullable List<String> select;
        private @Nullable FilterNode filter;
        private List<OrderClause> orderBy = List.of();
        private @Nullable Integer top;
        private boolean count;
        private List<ExpandClause> expand = List.of();
        private @Nullable ApplyClause apply;
        private final Map<String, String> texts = new LinkedHashMap<>();

        OptionClauses build() {
            return new OptionClauses(select, filter, orderBy, top, count, expand, apply, texts);
        }
    }
}
