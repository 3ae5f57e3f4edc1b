package dev.colonnade.engine.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the version of an organization's definitions. It listens for notifications and looks at the version itself from time
/// to time, so that a lost notification heals; a lost connection is made anew. What the receiver throws is logged, and the
/// version told again.
public final class DefinitionListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionListener.class);

    /// How long a change may stay unseen when its notification is lost.
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);

    private final DatabaseConfig config;
    private final LongConsumer moved;
    private final Thread thread;
    private long version;
    private volatile boolean isClosed;
    private volatile @Nullable Connection connection;

    DefinitionListener(DatabaseConfig config, long version, LongConsumer moved) {
        this.config = config;
        this.version = version;
        this.moved = moved;
        this.thread = Thread.ofVirtual().name("definitions-" + config.schema()).start(this::run);
    }

    private void run() {
        while (!isClosed) {
            try (Connection open = Connections.open(config)) {
                connection = open;
                follow(open);
            } catch (SQLException e) {
                if (!isClosed) {
                    LOG.warn("The connection for changed definitions is lost, making another: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void follow(Connection open) throws SQLException {
        PGConnection notifications = open.unwrap(PGConnection.class);
        try (java.sql.Statement statement = open.createStatement()) {
            statement.execute("listen " + SqlNames.quoted(Announcement.channel(config)));
            while (!isClosed) {
                look(statement);
                notifications.getNotifications((int) LOOK_EVERY.toMillis());
            }
        }
    }

    private void look(java.sql.Statement statement) throws SQLException {
        long current;
        try (ResultSet row = statement.executeQuery("select version from metadata_version")) {
            current = row.next() ? row.getLong(1) : version;
        }
        if (current != version) {
            tell(current);
        }
    }

    private void tell(long current) {
        try {
            moved.accept(current);
            version = current;
        } catch (RuntimeException e) {
            if (isClosed) {
                // Closing ends what was being read; there is nobody left to take it over.
                LOG.debug("Closed while changed definitions were taken over (version {})", current, e);
                return;
            }
            LOG.error("Changed definitions could not be taken over (version {})", current, e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        Connection open = connection;
        try {
            if (open != null) {
                open.abort(Runnable::run);
            }
            thread.interrupt();
            thread.join();
        } catch (SQLException e) {
            LOG.debug("The listening connection could not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
