package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The parameter aliases of a request: `@p1` stands for what the query says behind `@p1=`, or for `null`.
///
/// Source: reference/web-api.md, "Parameter aliases".
final class Aliases {

    static final Aliases NONE = new Aliases(QueryString.EMPTY, true);
    /// For places where an alias is a mistake, as inside of `$expand`.
    static final Aliases REFUSED = new Aliases(QueryString.EMPTY, false);

    private final QueryString query;
    private final boolean isAllowed;

    Aliases(QueryString query) {
        this(query, true);
    }

    private Aliases(QueryString query, boolean isAllowed) {
        this.query = query;
        this.isAllowed = isAllowed;
    }

    /// The literal that an argument is given as, or that its alias stands for.
    Literal literal(PathSegment.Value value) {
        return switch (value) {
            case PathSegment.Value.Given(var literal) -> literal;
            case PathSegment.Value.Alias(var name) -> literal(name);
        };
    }

    private Literal literal(String name) {
        String text = text(name);
        if (text == null) {
            return new Literal.Null();
        }
        var reader = new TokenReader(text);
        Literal literal = Literal.read(reader);
        reader.expectEnd();
        return literal;
    }

    /// What an alias stands for in a filter or an order: a property or a value.
    FilterNode.Operand operand(FilterNode.Operand operand) {
        if (!(operand instanceof FilterNode.Operand.Alias(var name))) {
            return operand;
        }
        String text = text(name);
        if (text == null) {
            return new FilterNode.Operand.Value(new Literal.Null());
        }
        var reader = new TokenReader(text);
        if (Literal.isNext(reader)) {
            Literal literal = Literal.read(reader);
            reader.expectEnd();
            return new FilterNode.Operand.Value(literal);
        }
        var names = new ArrayList<String>();
        int position = reader.peek().position();
        do {
            names.add(reader.expectName("a property or a value").text());
        } while (reader.skip('/'));
        reader.expectEnd();
        return new FilterNode.Operand.Path(names, position);
    }

    private @Nullable String text(String name) {
        if (!isAllowed) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The parameter alias '" + name + "' cannot be used inside of $expand.");
        }
        String text = query.find(name);
        return text == null || text.isEmpty() ? null : text;
    }
}
