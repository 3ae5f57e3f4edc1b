package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.webapi.ODataToken.Kind;
import java.util.List;

/// Walks over the tokens of a text; what every parser of OData text is built on.
final class TokenReader {

    private final String text;
    private final List<ODataToken> tokens;
    private int index;

    TokenReader(String text) {
        this.text = text;
        this.tokens = ODataLexer.read(text);
    }

    String text() {
        return text;
    }

    ODataToken peek() {
        return tokens.get(index);
    }

    ODataToken peekSecond() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    ODataToken next() {
        ODataToken token = tokens.get(index);
        if (token.kind() != Kind.END) {
            index++;
        }
        return token;
    }

    boolean isAtEnd() {
        return peek().kind() == Kind.END;
    }

    boolean skip(char symbol) {
        if (peek().is(symbol)) {
            index++;
            return true;
        }
        return false;
    }

    boolean skipName(String name) {
        if (peek().isName(name)) {
            index++;
            return true;
        }
        return false;
    }

    void expect(char symbol) {
        if (!skip(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    ODataToken expectName(String what) {
        if (peek().kind() != Kind.NAME) {
            throw unexpected(what);
        }
        return next();
    }

    void expectEnd() {
        if (!isAtEnd()) {
            throw unexpected("the end");
        }
    }

    /// The mistake that something else stands where `expected` should.
    ServiceException unexpected(String expected) {
        ODataToken token = peek();
        String found = token.kind() == Kind.END
                ? "the text ends"
                : "'" + text.substring(token.position(), token.end()) + "' was found";
        return new ServiceException(ErrorCode.BAD_URI, "Syntax error at position " + token.position() + " in '" + text
                + "': " + expected + " is expected, " + found + ".");
    }
}
