package dev.colonnade.bench.watch;

import org.jspecify.annotations.Nullable;

/// What a process of PostgreSQL does, by the title that it gives itself.
///
/// @param database database of a session; `null` for a process that works for all
/// @param isMaintenance whether it cleans up by itself, whoever is served at the moment
record PostgresTitle(@Nullable String database, boolean isMaintenance) {

    private static final String PREFIX = "postgres: ";

    /// A title such as `postgres: user database 127.0.0.1(40000) idle` or `postgres: walwriter`; without the prefix it is that
    /// of the first process.
    static PostgresTitle parse(String title) {
        if (!title.startsWith(PREFIX)) {
            return new PostgresTitle(null, false);
        }
        String[] words = title.substring(PREFIX.length()).strip().split(" ", -1);
        boolean isSession = words.length >= 3 && words[2].contains("(");
        return new PostgresTitle(isSession ? words[1] : null, words[0].equals("autovacuum"));
    }
}
