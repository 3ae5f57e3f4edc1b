package dev.colonnade.engine.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern of the platform: `%` stands for any text, `_` for one character, `[a-f]` for one of a set, `[^a-f]` for one outside
/// of it; a wildcard in brackets stands for itself. PostgreSQL's LIKE knows no sets, so patterns with sets become regular
/// expressions.
///
/// Source: reference/web-api.md, "OData query", "$filter"
///
/// @param like the pattern for LIKE; `null` when it has sets
/// @param expression the regular expression; `null` when it has none
/// @param prefix text with which every match begins; empty when that is not known
record LikePattern(@Nullable String like, @Nullable String expression, String prefix) {

    /// Up to here characters sort one by one; further up some scripts reorder them, and a range would miss matches.
    private static final int RANGE_CHARACTERS_END = 0x0E00;

    static LikePattern parse(String pattern) {
        List<Token> tokens = tokens(pattern);
        boolean hasSets = tokens.stream().anyMatch(token -> token.kind == Kind.SET);
        return new LikePattern(hasSets ? null : like(tokens), hasSets ? expression(tokens) : null, prefix(tokens));
    }

    private static List<Token> tokens(String pattern) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < pattern.length()) {
            int character = pattern.codePointAt(at);
            int end = character == '[' ? pattern.indexOf(']', at + 2) : -1;
            if (end > 0) {
                tokens.add(set(pattern.substring(at + 1, end)));
                at = end + 1;
                continue;
            }
            tokens.add(switch (character) {
                case '%' -> new Token(Kind.ANY_TEXT, "");
                case '_' -> new Token(Kind.ANY_CHARACTER, "");
                default -> new Token(Kind.TEXT, Character.toString(character));
            });
            at += Character.charCount(character);
        }
        return tokens;
    }

    private static Token set(String characters) {
        boolean isOneCharacter = characters.codePointCount(0, characters.length()) == 1;
        return isOneCharacter ? new Token(Kind.TEXT, characters) : new Token(Kind.SET, characters);
    }

    private static String like(List<Token> tokens) {
        var text = new StringBuilder();
        for (Token token : tokens) {
            switch (token.kind) {
                case ANY_TEXT -> text.append('%');
                case ANY_CHARACTER -> text.append('_');
                default -> text.append("%_\\".contains(token.text) ? "\\" : "").append(token.text);
            }
        }
        return text.toString();
    }

    private static String expression(List<Token> tokens) {
        var text = new StringBuilder("(?i)^");
        for (Token token : tokens) {
            switch (token.kind) {
                case ANY_TEXT -> text.append(".*");
                case ANY_CHARACTER -> text.append('.');
                case TEXT -> text.append(quoted(token.text));
                case SET -> text.append(setExpression(token.text));
            }
        }
        return text.append('$').toString();
    }

    private static String quoted(String character) {
        return Character.isLetterOrDigit(character.codePointAt(0)) || character.codePointAt(0) > 0x7F
                ? character
                : "\\" + character;
    }

    private static String setExpression(String characters) {
        boolean isNegated = characters.startsWith("^");
        int[] members = (isNegated ? characters.substring(1) : characters).codePoints().toArray();
        var text = new StringBuilder(isNegated ? "[^" : "[");
        for (int at = 0; at < members.length; at++) {
            if (at + 2 < members.length && members[at + 1] == '-') {
                text.append(member(Math.min(members[at], members[at + 2]))).append('-')
                        .append(member(Math.max(members[at], members[at + 2])));
                at += 2;
            } else {
                text.append(member(members[at]));
            }
        }
        return text.append(']').toString();
    }

    private static String member(int character) {
        return (Character.isLetterOrDigit(character) || character > 0x7F ? "" : "\\") + Character.toString(character);
    }

    private static String prefix(List<Token> tokens) {
        var text = new StringBuilder();
        for (Token token : tokens) {
            if (token.kind != Kind.TEXT) {
                break;
            }
            text.append(token.text);
        }
        return text.codePoints().allMatch(character -> character < RANGE_CHARACTERS_END) ? text.toString() : "";
    }

    private enum Kind {
        TEXT,
        ANY_TEXT,
        ANY_CHARACTER,
        SET
    }

    private record Token(Kind kind, String text) {}
}
