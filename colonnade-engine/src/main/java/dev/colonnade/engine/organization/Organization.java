package dev.colonnade.engine.organization;

import dev.colonnade.engine.containment.PluginUse;
import dev.colonnade.engine.message.CallOptions;
import dev.colonnade.engine.message.LocalOrganizationService;
import dev.colonnade.engine.message.MessageExecutor;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.plugin.PluginHost;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.DefinitionListener;
import dev.colonnade.engine.storage.PoolUse;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.OrganizationService;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One organization: doors send their messages to its [#executor()]. Safe for use by several threads; closing it ends its
/// threads and connections.
public final class Organization implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Organization.class);

    private final Database database;
    private final PluginHost plugins;
    private final MessageExecutor executor;
    private final SnapshotHolder snapshots;
    private final DefinitionListener listener;
    private final InstantSource clock;
    private final UUID administratorId;

    private Organization(Database database, OrganizationConfig config) {
        this.database = database;
        this.plugins = new PluginHost(database::begin, config.limits(), config.clock());
        var queries = new QueryRunner();
        var rooms = new Rooms(queries, plugins);
        this.clock = config.clock();
        this.snapshots = new SnapshotHolder(database, queries, plugins, rooms::rules, config.limits());
        this.executor = new MessageExecutor(snapshots, database::begin, rooms.operations(), plugins, config.limits(),
                config.clock());
        this.listener = database.listen(snapshots.current().version(), version -> snapshots.follow());
        this.administratorId = Objects.requireNonNull(findUser("domainname", Installer.ADMINISTRATOR_NAME),
                "the administrator's row");
    }

    /// Opens an organization, and installs it first when its schema is empty.
    ///
    /// @throws dev.colonnade.engine.ServiceException when the database cannot be used; the message says why
    public static Organization open(OrganizationConfig config) {
        Database database = Database.open(config.database());
        try {
            installIfEmpty(database, config);
            return new Organization(database, config);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    private static void installIfEmpty(Database database, OrganizationConfig config) {
        try (UnitOfWork work = database.begin()) {
            var store = database.definitions(work);
            // Nodes that find the schema empty together install it once: the others wait, and look again.
            if (store.version() == 0 && store.holdVersion() == 0) {
                new Installer(config, work).install(store);
                work.commit();
                LOG.info("Installed the organization '{}'.", config.uniqueName());
            }
        }
    }

    public MessageExecutor executor() {
        return executor;
    }

    public OrganizationSnapshot snapshot() {
        return executor.snapshot();
    }

    public UUID organizationId() {
        return snapshot().settings().organizationId();
    }

    /// The user that the installation made, holder of the System Administrator role.
    public UUID administratorId() {
        return administratorId;
    }

    /// Creates tables at run time, with their privileges and messages; what definitions leave out is completed. Calls that begin
    /// after this returns see them, here at once, on other nodes within a second.
    public void createTables(List<TableDefinition> tables) {
        try (UnitOfWork work = database.begin()) {
            new TableInstaller(snapshot(), work, administratorId, clock.instant()).install(database.definitions(work),
                    tables);
            work.commit();
        }
        snapshots.refresh();
    }

    /// Whether the database answers.
    public boolean isReady() {
        try (UnitOfWork work = database.begin()) {
            return database.definitions(work).version() > 0;
        } catch (RuntimeException e) {
            LOG.warn("The database does not answer: {}", e.getMessage());
            return false;
        }
    }

    /// Round trips to PostgreSQL since the start, for metrics and tests.
    public long roundTrips() {
        return database.roundTrips();
    }

    /// How the connections to the database are used at the moment, for metrics.
    public PoolUse poolUse() {
        return database.poolUse();
    }

    /// Does in the background what the first call of a plug-in would otherwise wait for. To be called once the organization
    /// serves requests, because it takes some processor time.
    public void warmUp() {
        plugins.warmUp();
    }

    /// How the threads of plug-ins are used at the moment, for metrics.
    public PluginUse pluginUse() {
        return plugins.use();
    }

    /// The organization service for a user, without a wire between.
    public OrganizationService service(Caller caller) {
        return new LocalOrganizationService(request -> executor.execute(request, CallOptions.of(caller)));
    }

    /// The user whose column has a value (`domainname`, `applicationid`, `azureactivedirectoryobjectid`); `null` when there is
    /// none. Answers from memory for users that were asked for before, until a user changes.
    public @Nullable UUID findUser(String column, String value) {
        return snapshot().security().findUser(column, value);
    }

    @Override
    public void close() {
        listener.close();
        plugins.close();
        database.close();
    }
}
