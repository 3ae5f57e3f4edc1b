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

    /// Characters of all options that are kept.
    private static final int CHARACTERS_MAX = 200_000;

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
    /// @param seen options that were read before, under the same limits
    /// @throws ServiceException [ErrorCode#BAD_URI] when one is not understood or not supported
    static OptionClauses parse(QueryString query, Limits limits, SeenBefore<Written, Option> seen) {
        if (query.isEmpty()) {
            return OptionClauses.NONE;
        }
        var builder = new Builder();
        query.values().forEach((name, value) -> {
            if (name.startsWith("$") && !OPAQUE.contains(name)) {
                builder.add(seen.get(new Written(name, value), () -> top(name, value, limits)));
            }
        });
        return builder.build();
    }

    private static Option top(String name, String value, Limits limits) {
        // Before its value is read, which may be written in a language that is not known here.
        requireSupported(name);
        var parser = new OptionParser(value, limits);
        Option option = parser.option(name);
        parser.reader.expectEnd();
        return option;
    }

    /// Keeps what was read of options.
    static SeenBefore<Written, Option> seenOptions() {
        return new SeenBefore<>(CHARACTERS_MAX, Written::characters);
    }

    /// An option as it stands in the query string, decoded.
    record Written(String name, String value) {

        int characters() {
            return name.length() + value.length();
        }
    }

    /// An option as read. Immutable.
    ///
    /// @param value by the option's name: list of texts, [FilterNode], list of [OrderClause], number, truth, list of
    ///        [ExpandClause], [ApplyClause]
    /// @param text as it stood, without what surrounds it
    record Option(String name, Object value, String text) {}

    private static void requireSupported(String name) {
        if (name.equals("$skip")) {
            throw new ServiceException(ErrorCode.BAD_URI, "Skip Clause is not supported in CRM");
        }
        if (NOT_SUPPORTED.contains(name)) {
            throw new ServiceException(ErrorCode.BAD_URI, "The query option '" + name + "' is not supported.");
        }
    }

    private Option option(String name) {
        requireSupported(name);
        int start = reader.peek().position();
        Object value = switch (name) {
            case "$select" -> select();
            case "$filter" -> filters.filter();
            case "$orderby" -> orderBy();
            case "$top" -> number(name);
            case "$count" -> truth(name);
            case "$expand" -> expand();
            case "$apply" -> new ApplyParser(reader, nesting, filters).apply();
            default -> throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option '" + name + "' is not known.");
        };
        return new Option(name, value, reader.text().substring(start, reader.peek().position()).strip());
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
        return List.copyOf(names);
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
        return List.copyOf(keys);
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
        return List.copyOf(clauses);
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
            builder.add(option(name));
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

        @SuppressWarnings("unchecked") // What belongs to a name is said at Option.
        void add(Option option) {
            switch (option.name()) {
                case "$select" -> select = (List<String>) option.value();
                case "$filter" -> filter = (FilterNode) option.value();
                case "$orderby" -> orderBy = (List<OrderClause>) option.value();
                case "$top" -> top = (Integer) option.value();
                case "$count" -> count = (Boolean) option.value();
                case "$expand" -> expand = (List<ExpandClause>) option.value();
                default -> apply = (ApplyClause) option.value();
            }
            if (texts.put(option.name(), option.text()) != null) {
                throw new ServiceException(ErrorCode.BAD_URI,
                        "The query option '" + option.name() + "' is given more than once.");
            }
        }

        OptionClauses build() {
            return new OptionClauses(select, filter, orderBy, top, count, expand, apply, texts);
        }
    }
}
