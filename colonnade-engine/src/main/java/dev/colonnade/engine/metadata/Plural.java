package dev.colonnade.engine.metadata;

import java.util.Locale;

/// English plurals for the names of tables. Source: reference/tables-and-metadata.md, "Names of a table".
final class Plural {

    private Plural() {}

    static String of(String singular) {
        String lower = singular.toLowerCase(Locale.ROOT);
        if (lower.endsWith("y") && lower.length() > 1 && "aeiou".indexOf(lower.charAt(lower.length() - 2)) < 0) {
            return singular.substring(0, singular.length() - 1) + "ies";
        }
        if (lower.endsWith("s") || lower.endsWith("x") || lower.endsWith("z") || lower.endsWith("ch")
                || lower.endsWith("sh")) {
            return singular + "es";
        }
        return singular + "s";
    }
}
