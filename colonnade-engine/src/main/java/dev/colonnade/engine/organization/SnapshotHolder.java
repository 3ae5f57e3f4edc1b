package dev.colonnade.engine.organization;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.customapi.CustomApiMessages;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.MessageRegistry;
import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.message.PluginSteps;
import dev.colonnade.engine.message.SnapshotSource;
import dev.colonnade.engine.message.StandardMessages;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.metadata.MetadataCatalog;
import dev.colonnade.engine.metadata.MetadataChange;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.MetadataStore;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.query.QueryScope;
import dev.colonnade.engine.query.ReadFormat;
import dev.colonnade.engine.query.RowAccess;
import dev.colonnade.engine.security.RightsLoader;
import dev.colonnade.engine.security.SecuritySnapshot;
import dev.colonnade.engine.security.UserRights;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.UnitOfWork;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the current snapshot of an organization and rebuilds the parts whose rows changed. Safe for use by several threads;
/// readers never wait.
final class SnapshotHolder implements SnapshotSource {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotHolder.class);

    private static final Set<String> MESSAGE_FEEDS = Set.of("messages", "plugins", "tables");
    private static final Set<String> SETTINGS_FEEDS = Set.of("organization", "languages", "messages");

    /// One more than there are reserved connections, each of which may be found broken.
    private static final int REFRESH_ATTEMPTS = Database.RESERVE + 1;

    private final Database database;
    private final MetadataCatalog catalog;
    private final QueryRunner queries;
    private final PluginSteps plugins;
    private final Function<MetadataSnapshot, List<Step>> rules;
    private final Limits limits;
    private final ReentrantLock rebuilding = new ReentrantLock();
    private final AtomicReference<OrganizationSnapshot> current;

    /// @param rules the server's own steps for a set of tables
    SnapshotHolder(Database database, QueryRunner queries, PluginSteps plugins,
            Function<MetadataSnapshot, List<Step>> rules, Limits limits) {
        this.database = database;
        this.queries = queries;
        this.plugins = plugins;
        this.rules = rules;
        this.limits = limits;
        try (UnitOfWork work = database.beginReserved()) {
            MetadataStore store = database.definitions(work);
            long version = store.version();
            this.catalog = new MetadataCatalog(store);
            OrganizationSettings settings = SettingsLoader.load(work);
            this.current = new AtomicReference<>(new OrganizationSnapshot(version, catalog.snapshot(), security(work),
                    messages(work, catalog.snapshot()), settings));
        }
    }

    @Override
    public OrganizationSnapshot current() {
        return current.get();
    }

    /// What was committed is stored, and whoever committed it is told so even when it cannot be read back: other connections are
    /// tried, and then the listener brings the snapshot up to date as soon as the database answers.
    @Override
    public void refresh() {
        for (int attempt = 1;; attempt++) {
            try {
                follow();
                return;
            } catch (ServiceException e) {
                if (attempt == REFRESH_ATTEMPTS) {
                    LOG.warn("Changed definitions are stored, and cannot be read yet: {}", e.getMessage());
                    return;
                }
            }
        }
    }

    /// Brings the snapshot to the newest committed version, or fails. Rows are read after the version, so a part may be newer
    /// than its version says; the next time then reads it once more.
    void follow() {
        rebuilding.lock();
        try (UnitOfWork work = database.beginReserved()) {
            MetadataStore store = database.definitions(work);
            OrganizationSnapshot old = current.get();
            List<MetadataChange> changes = store.changesSince(old.version());
            if (changes.isEmpty()) {
                return;
            }
            long version = changes.get(changes.size() - 1).version();
            Set<String> feeds = new HashSet<>();
            changes.forEach(change -> feeds.add(change.feed()));
            current.set(rebuild(old, version, feeds, store, work));
        } finally {
            rebuilding.unlock();
        }
    }

    private OrganizationSnapshot rebuild(OrganizationSnapshot old, long version, Set<String> feeds, MetadataStore store,
            UnitOfWork work) {
        if (feeds.contains("tables")) {
            catalog.refresh(store);
        }
        MetadataSnapshot metadata = catalog.snapshot();
        return new OrganizationSnapshot(version, metadata,
                feeds.contains("security") || feeds.contains("tables") ? security(work) : old.security(),
                feeds.stream().anyMatch(MESSAGE_FEEDS::contains) ? messages(work, metadata) : old.messages(),
                feeds.stream().anyMatch(SETTINGS_FEEDS::contains) ? SettingsLoader.load(work) : old.settings());
    }

    private SecuritySnapshot security(UnitOfWork work) {
        return new SecuritySnapshot(RightsLoader.privileges(work), this::rights, this::findUser);
    }

    private @Nullable UserRights rights(UUID userId) {
        try (UnitOfWork work = database.beginReserved()) {
            return RightsLoader.rights(work, userId);
        }
    }

    private @Nullable UUID findUser(String column, String value) {
        try (UnitOfWork work = database.beginReserved()) {
            return RightsLoader.findUser(work, column, value);
        }
    }

    private MessageRegistry messages(UnitOfWork work, MetadataSnapshot metadata) {
        var format = new ReadFormat(false, 0, 0, ZoneOffset.UTC);
        var nobody = new UUID(0, 0);
        var scope = new QueryScope(metadata, RowAccess.ALL, work, format, limits, nobody, nobody);
        List<MessageDefinition> messages = new ArrayList<>(StandardMessages.load(metadata.tables()));
        messages.addAll(CustomApiMessages.load(queries, scope));
        List<Step> steps = new ArrayList<>(rules.apply(metadata));
        steps.addAll(plugins.loadSteps(work));
        return new MessageRegistry(messages, steps);
    }
}
