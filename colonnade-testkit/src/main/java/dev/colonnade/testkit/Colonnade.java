package dev.colonnade.testkit;

import dev.colonnade.engine.metadata.DefinitionJson;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.server.ColonnadeServer;
import dev.colonnade.server.ServerConfig;
import dev.colonnade.server.auth.TokenIssuer;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The organization of one test class, and the doors to it. Safe for use by several threads.
public final class Colonnade implements AutoCloseable {

    private static final int OPTION_VALUE_PREFIX = 10_000;
    private static final int FIRST_TYPE_CODE = 20_000;
    /// Where the server keeps its organization within the database.
    private static final String SCHEMA = "organization";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ColonnadeServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final TokenIssuer issuer;

    private final ServerConfig.Database database;

    /// @param database where the server keeps its organization
    Colonnade(ColonnadeServer server, ServerConfig.Database database) {
        this.server = server;
        this.database = database;
        this.issuer = new TokenIssuer(server.credentials(), InstantSource.system());
    }

    static Colonnade start(TestPostgres postgres) {
        return postgres.startServer();
    }

    /// Address of the Web API, e.g. `http://127.0.0.1:34567/api/data/v9.2/`.
    public String baseUrl() {
        return server.address() + "/api/data/v9.2/";
    }

    /// Address of the server, without a path.
    public String address() {
        return server.address();
    }

    public Organization organization() {
        return server.organization();
    }

    public ColonnadeServer server() {
        return server;
    }

    /// A bearer token of the administrator.
    public String token() {
        return issuer.forAdministrator(grant());
    }

    /// A bearer token of the user with a name (`systemuser.domainname`).
    public String token(String userName) {
        return issuer.forUser(grant(), userName);
    }

    private TokenIssuer.Grant grant() {
        String address = server.address();
        return new TokenIssuer.Grant(address + "/" + server.credentials().tenantId() + "/v2.0", address);
    }

    /// Calls over HTTP as the administrator, with paths relative to [#baseUrl()].
    public Http http() {
        return new Http(client, baseUrl(), token());
    }

    /// Calls over HTTP as the user with a name.
    public Http http(String userName) {
        return new Http(client, baseUrl(), token(userName));
    }

    /// Calls over HTTP without a token.
    public Http anonymousHttp() {
        return new Http(client, baseUrl(), null);
    }

    /// A connection to the organization's own tables, past the server; whoever takes it closes it.
    public Connection connection() throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setSchema(SCHEMA);
        return connection;
    }

    /// The organization service of the administrator, without a wire between.
    public OrganizationService service() {
        return service(organization().administratorId());
    }

    public OrganizationService service(UUID userId) {
        return organization().service(Caller.of(userId));
    }

    /// Makes a publisher for a customization prefix.
    public Colonnade publisher(String prefix) {
        service().create(new Entity("publisher").set("uniquename", prefix + "publisher")
                .set("friendlyname", "Publisher of " + prefix).set("customizationprefix", prefix)
                .set("customizationoptionvalueprefix", OPTION_VALUE_PREFIX));
        return this;
    }

    /// Makes tables; docs/table-definitions.md tells what a definition says. No privileges are made for them: give them
    /// `"privilegeName": ""`.
    ///
    /// @param definitions one JSON object each
    public Colonnade tables(String... definitions) {
        int typeCode = FIRST_TYPE_CODE;
        var tables = new ArrayList<TableDefinition>();
        for (String definition : definitions) {
            tables.add(TableCompletion.complete(
                    DefinitionJson.read(definition, TableDefinition.class, "a table of a test"), null, typeCode++));
        }
        try (Database connection = Database.open(new DatabaseConfig(database.jdbcUrl(), database.user(),
                database.password(), SCHEMA, 1, PATIENCE)); UnitOfWork work = connection.begin()) {
            work.requireTransaction();
            connection.definitions(work).createTables(tables, List.of());
            work.commit();
        }
        for (TableDefinition table : tables) {
            await("the table " + table.logicalName(), () -> organization().snapshot().metadata()
                    .findTable(Objects.requireNonNull(table.logicalName())) != null);
        }
        return this;
    }

    /// Registers plug-in classes of the test, with everything that their annotations declare, as one assembly named after the
    /// first.
    ///
    /// @param types the classes; their nested classes come along
    public OrganizationResponse push(Class<?>... types) {
        return push(types[0].getName(), PluginJar.of(types).bytes());
    }

    /// Registers a jar.
    public OrganizationResponse push(String assemblyName, byte[] jar) {
        return service().execute(new OrganizationRequest("colonnade_PushAssembly")
                .set("Content", Base64.getEncoder().encodeToString(jar)).set("Name", assemblyName));
    }

    /// Waits until something that happens in the background has come true.
    ///
    /// @throws AssertionError when it does not within 20 seconds
    public static void await(String what, BooleanSupplier condition) {
        await(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    /// Waits for a value.
    ///
    /// @param probe gives `null` until the value is there
    /// @throws AssertionError when it is not there within 20 seconds
    public static <T> T await(String what, Supplier<@Nullable T> probe) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T value = probe.get();
            if (value != null) {
                return value;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + PATIENCE.toSeconds() + " seconds: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
