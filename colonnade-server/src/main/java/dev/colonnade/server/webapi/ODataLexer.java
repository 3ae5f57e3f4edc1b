package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.webapi.ODataToken.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts decoded OData text (a path, or the value of a query option) into tokens. The whole text is read at once, so that a
/// literal without its closing quote is found wherever it stands.
final class ODataLexer {

    private static final int GUID_LENGTH = 36;
    private static final int DATE_LENGTH = 10;
    private static final String SYMBOLS = "(),/=;:*";

    private final String text;
    private final List<ODataToken> tokens = new ArrayList<>();
    private int position;

    private ODataLexer(String text) {
        this.text = text;
    }

    /// The tokens of a text; the last one is [Kind#END].
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] for a character or literal that is none
    static List<ODataToken> read(String text) {
        return new ODataLexer(text).read();
    }

    private List<ODataToken> read() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (Character.isWhitespace(c)) {
                position++;
            } else if (c == '\'') {
                readText();
            } else if (c == '{' || c == '[') {
                readJson();
            } else if (SYMBOLS.indexOf(c) >= 0) {
                add(Kind.SYMBOL, position + 1);
            } else if (isGuidAt(position)) {
                add(Kind.GUID, position + GUID_LENGTH);
            } else if (isDigit(c) || ((c == '-' || c == '+') && isDigitAt(position + 1))) {
                readNumberOrDate();
            } else if (c == '@') {
                readName(Kind.ALIAS);
            } else if (isNameStart(c)) {
                readName(Kind.NAME);
            } else {
                throw unexpected();
            }
        }
        tokens.add(new ODataToken(Kind.END, "", text.length(), text.length()));
        return tokens;
    }

    private void add(Kind kind, int end) {
        tokens.add(new ODataToken(kind, text.substring(position, end), position, end));
        position = end;
    }

    private void readText() {
        var value = new StringBuilder();
        int start = position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c != '\'') {
                value.append(c);
            } else if (position < text.length() && text.charAt(position) == '\'') {
                value.append('\'');
                position++;
            } else {
                tokens.add(new ODataToken(Kind.TEXT, value.toString(), start, position));
                return;
            }
        }
        throw new ServiceException(ErrorCode.BAD_URI,
                "There is an unterminated literal at position " + text.length() + " in '" + text + "'.");
    }

    /// Takes an object or array up to its closing brace. What is inside is read later, by a JSON parser.
    private void readJson() {
        int open = 0;
        for (int i = position; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfQuoted(i);
            } else if (c == '{' || c == '[') {
                open++;
            } else if ((c == '}' || c == ']') && --open == 0) {
                add(Kind.JSON, i + 1);
                return;
            }
        }
        throw new ServiceException(ErrorCode.BAD_URI, "The JSON value at position " + position + " in '" + text
                + "' has no end.");
    }

    private int endOfQuoted(int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return text.length();
    }

    private boolean isGuidAt(int start) {
        if (start + GUID_LENGTH > text.length()) {
            return false;
        }
        for (int i = 0; i < GUID_LENGTH; i++) {
            char c = text.charAt(start + i);
            boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (isHyphen ? c != '-' : !isHexDigit(c)) {
                return false;
            }
        }
        return start + GUID_LENGTH == text.length() || !isNamePart(text.charAt(start + GUID_LENGTH));
    }

    private void readNumberOrDate() {
        if (isDateAt(position)) {
            int end = position + DATE_LENGTH;
            if (end < text.length() && (text.charAt(end) == 'T' || text.charAt(end) == 't')) {
                add(Kind.DATE_TIME, endOfTime(end + 1));
            } else {
                add(Kind.DATE, end);
            }
            return;
        }
        int end = position + 1;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.'
                || isExponent(end))) {
            end++;
        }
        if (end < text.length() && isNamePart(text.charAt(end))) {
            position = end;
            throw unexpected();
        }
        add(Kind.NUMBER, end);
    }

    private boolean isExponent(int index) {
        char c = text.charAt(index);
        char before = text.charAt(index - 1);
        return c == 'e' || c == 'E' || ((c == '+' || c == '-') && (before == 'e' || before == 'E'));
    }

    private boolean isDateAt(int start) {
        if (start + DATE_LENGTH > text.length()) {
            return false;
        }
        for (int i = 0; i < DATE_LENGTH; i++) {
            char c = text.charAt(start + i);
            if ((i == 4 || i == 7) ? c != '-' : !isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private int endOfTime(int start) {
        int end = start;
        while (end < text.length() && (isDigit(text.charAt(end)) || ":.Zz+-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private void readName(Kind kind) {
        int end = position + 1;
        while (end < text.length() && (isNamePart(text.charAt(end)) || isDotInName(end))) {
            end++;
        }
        if (kind == Kind.ALIAS && end == position + 1) {
            throw unexpected();
        }
        add(kind, end);
    }

    private boolean isDotInName(int index) {
        return text.charAt(index) == '.' && index + 1 < text.length() && isNamePart(text.charAt(index + 1));
    }

    private ServiceException unexpected() {
        return new ServiceException(ErrorCode.BAD_URI, "Syntax error at position " + position + " in '" + text
                + "': the character '" + text.charAt(position) + "' is not expected here.");
    }

    private boolean isDigitAt(int index) {
        return index < text.length() && isDigit(text.charAt(index));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '$';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
