package dev.colonnade.engine.storage;

import java.util.Collection;
import java.util.List;

/// Raises the version of the definitions, one per feed, and tells the other nodes; all in the transaction that changed them. The
/// lock of the one row of `metadata_version` is held until the commit, so versions come in the order of commits.
final class Announcement {

    /// Changes that are kept; who is further behind takes all definitions as changed.
    static final int CHANGES_MAX = 100_000;

    private static final String TEXT = """
            with raised as (
                update metadata_version set version = version + ? returning version),
            written as (
                insert into metadata_change (version, feed)
                select raised.version - ? + feeds.position, feeds.feed
                from raised, unnest(?::text[]) with ordinality as feeds (feed, position)),
            forgotten as (
                delete from metadata_change using raised where metadata_change.version <= raised.version - ?)
            select raised.version, pg_notify(?, raised.version::text) from raised""";

    private final String channel;

    Announcement(DatabaseConfig config) {
        this.channel = channel(config);
    }

    /// The channel on which an organization's nodes listen; channels are shared by all schemas of a database.
    static String channel(DatabaseConfig config) {
        return SqlNames.shortened("colonnade_" + config.schema());
    }

    Statement statement(Collection<String> feeds) {
        long count = feeds.size();
        return new Statement(TEXT, List.of(count, count, feeds.toArray(String[]::new), (long) CHANGES_MAX, channel));
    }
}
