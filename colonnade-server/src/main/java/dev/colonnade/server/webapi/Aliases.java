package dev.colonnade.server.webapi;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The parameter aliases of a request: `@p1` stands for what the query says behind `@p1=`, or for `null`.
///
/// Source: reference/web-api.md, "Parameter aliases".
final class Aliases {

    static final Aliases NONE = new Aliases(QueryString.EMPTY);

    private final QueryString query;

    Aliases(QueryString query) {
        this.query = query;
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
        String text = query.find(name);
        return text == null || text.isEmpty() ? null : text;
    }
}
