package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.metadata.MetadataChange;
import dev.colonnade.engine.metadata.MetadataStore;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionListenerTest {

    private static final long PATIENCE_SECONDS = 30;

    @Test
    void aChangeOnOneNodeReachesAnother() throws Exception {
        DatabaseConfig config = TestDatabase.config();
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        try (Database one = Database.open(config); Database two = Database.open(config)) {
            try (DefinitionListener _ = two.listen(version(two), seen::add)) {
                announce(one, "tables", "security");

                assertThat(next(seen)).isEqualTo(2);
                assertThat(changes(two, 0)).containsExactly(new MetadataChange(1, "tables"),
                        new MetadataChange(2, "security"));
                assertThat(changes(two, 2)).isEmpty();
            }
        }
    }

    @Test
    void aRolledBackChangeIsNotTold() {
        try (Database database = TestDatabase.open()) {
            try (UnitOfWork work = database.begin()) {
                work.announce("tables");
            }

            assertThat(version(database)).isZero();
        }
    }

    @Test
    void aLostConnectionIsMadeAnewAndNothingIsMissed() throws Exception {
        DatabaseConfig config = TestDatabase.config();
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        try (Database database = Database.open(config); DefinitionListener _ = database.listen(0, seen::add)) {
            announce(database, "tables");
            assertThat(next(seen)).isEqualTo(1);
            try (UnitOfWork work = database.begin()) {
                assertThat(work.list(new Statement("""
                        select pg_terminate_backend(pid, 10000) from pg_stat_activity
                        where pid <> pg_backend_pid() and query = 'select version from metadata_version'
                          and application_name = 'colonnade'""", List.of()), row -> row.getBoolean(1))).isNotEmpty();
            }

            announce(database, "tables");

            assertThat(next(seen)).isEqualTo(2);
        }
    }

    @Test
    void aVersionThatCouldNotBeTakenOverIsToldAgain() throws Exception {
        var isFirst = new AtomicBoolean(true);
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        try (Database database = TestDatabase.open(); DefinitionListener _ = database.listen(0, version -> {
            if (isFirst.getAndSet(false)) {
                throw new IllegalStateException("on purpose");
            }
            seen.add(version);
        })) {
            announce(database, "messages");

            assertThat(next(seen)).isEqualTo(1);
        }
    }

    @Test
    void versionsHaveNoGapsWhenManyAnnounceAtOnce() throws Exception {
        int writers = 8;
        try (Database database = TestDatabase.open()) {
            List<Thread> threads = IntStream.range(0, writers)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> announce(database, "security"))).toList();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(changes(database, 0)).extracting(MetadataChange::version)
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        }
    }

    @Test
    void whoIsFurtherBehindThanWhatIsKeptTakesEverythingAsChanged() {
        try (Database database = TestDatabase.open()) {
            announce(database, "tables", "messages", "plugins");
            try (UnitOfWork work = database.begin()) {
                work.execute(new Statement("delete from metadata_change where version < 3", List.of()));
            }

            assertThat(changes(database, 0)).extracting(MetadataChange::feed).contains("security", "organization",
                    "languages", "tables", "messages", "plugins");
            assertThat(changes(database, 2)).containsExactly(new MetadataChange(3, "plugins"));
        }
    }

    private static void announce(Database database, String... feeds) {
        try (UnitOfWork work = database.begin()) {
            for (String feed : feeds) {
                work.announce(feed);
            }
            work.commit();
        }
    }

    private static long version(Database database) {
        try (UnitOfWork work = database.begin()) {
            return store(database, work).version();
        }
    }

    private static List<MetadataChange> changes(Database database, long version) {
        try (UnitOfWork work = database.begin()) {
            return store(database, work).changesSince(version);
        }
    }

    private static MetadataStore store(Database database, UnitOfWork work) {
        return database.definitions(work);
    }

    private static long next(BlockingQueue<Long> seen) throws InterruptedException {
        return Objects.requireNonNull(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was told");
    }
}
