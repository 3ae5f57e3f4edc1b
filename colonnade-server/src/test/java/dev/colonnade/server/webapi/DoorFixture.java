package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.MessageExecutor;
import dev.colonnade.engine.message.MessageRegistry;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.message.Parameter;
import dev.colonnade.engine.message.ParameterType;
import dev.colonnade.engine.message.PluginSteps;
import dev.colonnade.engine.message.SnapshotSource;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.message.StepHandler;
import dev.colonnade.engine.metadata.DefinitionJson;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.query.FormatSettings;
import dev.colonnade.engine.query.RegionSettings;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.security.SecuritySnapshot;
import dev.colonnade.engine.security.UserRights;
import dev.colonnade.engine.storage.RowMapper;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.ParameterCollection;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door with a real pipeline behind it, over a handful of tables and without a database: the main operations are those
/// that a test gives, and each message that reaches them is kept.
final class DoorFixture {

    static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    static final UUID ID2 = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    static final String ROOT = "http://host:1/api/data/v9.2/";
    static final MetadataSnapshot METADATA = metadata();

    static final UUID USER = new UUID(1, 1);
    /// A user of another language and time zone.
    static final UUID GERMAN = new UUID(1, 2);
    private static final int BERLIN = 110;

    private static final UUID PLUGIN = new UUID(2, 2);

    private final Map<String, MessageDefinition> messages = new HashMap<>();
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<UUID, StepHandler> plugins = new HashMap<>();
    private final List<OrganizationRequest> received = new ArrayList<>();

    DoorFixture() {
        List.of("Create", "Update", "Upsert", "Delete", "Retrieve", "RetrieveMultiple", "Associate", "Disassociate")
                .forEach(name -> {
                    define(new MessageDefinition(new UUID(3, name.hashCode()), name, Binding.GLOBAL, null, false,
                            false, false, null, 2, List.of(), List.of(), null, null));
                    operation(name, execution -> {});
                });
    }

    void define(MessageDefinition message) {
        messages.put(message.name(), message);
    }

    /// Gives the main operation of a standard message.
    void operation(String name, Consumer<Execution> body) {
        operations.put(name, new Recorded(body));
    }

    /// Defines a custom API, whose plug-in is the given code.
    void customApi(String name, Binding binding, boolean isFunction, List<Parameter> parameters,
            List<Parameter> properties, Consumer<Execution> plugin) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        define(new MessageDefinition(id, name, binding, binding == Binding.GLOBAL ? null : "account", isFunction, false,
                true, null, 2, parameters, properties, id, PLUGIN));
        plugins.put(id, execution -> {
            record(execution);
            plugin.accept(execution);
        });
    }

    static Parameter parameter(String name, ParameterType type) {
        return new Parameter(name, type, true, null);
    }

    /// The messages that reached their main operation, in order.
    List<OrganizationRequest> received() {
        return received;
    }

    WebResponse send(String method, String url) {
        return send(method, url, "", Map.of());
    }

    WebResponse send(String method, String url, String body) {
        return send(method, url, body, Map.of());
    }

    WebResponse send(String method, String url, String body, Map<String, String> headers) {
        ResourceHandler handler = handler();
        WebRequest request = request(method, url, body, headers, Caller.of(USER));
        WebResponse response = handler.handle(request);
        if (method.equals("GET")) {
            requireSameOfSeen(handler, request, response);
        }
        return response;
    }

    /// The door itself, for requests that are to meet what is kept of earlier ones.
    ResourceHandler handler() {
        return new ResourceHandler(executor());
    }

    static WebRequest request(String method, String url, String body, Map<String, String> headers, Caller caller) {
        int question = url.indexOf('?');
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return new WebRequest(method, new ServiceRoot(ROOT), question < 0 ? url : url.substring(0, question),
                question < 0 ? "" : url.substring(question + 1), lists, body.getBytes(StandardCharsets.UTF_8), caller,
                new UUID(9, 9), null);
    }

    /// A URL means the same when it has been seen before: what is kept of it must not show.
    private void requireSameOfSeen(ResourceHandler handler, WebRequest request, WebResponse first) {
        List<OrganizationRequest> ofFirst = List.copyOf(received);
        for (int again = 0; again < 2; again++) {
            received.clear();
            WebResponse next = handler.handle(request);
            assertThat(next.status()).as("status of the same request again").isEqualTo(first.status());
            assertThat(next.headers()).as("headers of the same request again").isEqualTo(first.headers());
            assertThat(text(next)).as("body of the same request again").isEqualTo(text(first));
        }
        received.clear();
        received.addAll(ofFirst);
    }

    static String text(WebResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    OrganizationSnapshot snapshot() {
        var security = new SecuritySnapshot(Map.of(),
                id -> new UserRights(id, "Test", new UUID(4, 4), true, 0, Set.of(),
                        1, true, Map.of(), id.equals(GERMAN) ? 1031 : 1033, id.equals(GERMAN) ? BERLIN : 0,
                        FormatSettings.NONE),
                (column, value) -> null);
        var settings = new OrganizationSettings(new UUID(5, 5), "test", "Test", 1033, Set.of(1033), null, Map.of(), 0,
                Set.of("ctz"), null, RegionSettings.DEFAULT);
        return new OrganizationSnapshot(7, METADATA, security, new MessageRegistry(messages.values(), List.of()),
                settings);
    }

    private MessageExecutor executor() {
        OrganizationSnapshot snapshot = snapshot();
        var source = new SnapshotSource() {

            @Override
            public OrganizationSnapshot current() {
                return snapshot;
            }

            @Override
            public void refresh() {}
        };
        var steps = new PluginSteps() {

            @Override
            public List<Step> loadSteps(UnitOfWork work) {
                return List.of();
            }

            @Override
            public @Nullable StepHandler mainOperation(UUID pluginTypeId, UUID customApiId) {
                return plugins.get(customApiId);
            }

            @Override
            public <T extends @Nullable Object> T call(UnitOfWork work, Supplier<T> body) {
                return body.get();
            }
        };
        return new MessageExecutor(source, NoDatabase::new, operations, steps, Limits.DEFAULT, InstantSource.system());
    }

    private void record(Execution execution) {
        received.add(new OrganizationRequest(execution.message().name(), new ParameterCollection(execution.inputs())));
    }

    private final class Recorded implements Operation {

        private final Consumer<Execution> body;

        Recorded(Consumer<Execution> body) {
            this.body = body;
        }

        @Override
        public void execute(Execution execution) {
            record(execution);
            body.accept(execution);
        }
    }

    /// A unit of work that nothing may be read from.
    private static final class NoDatabase implements UnitOfWork {

        @Override
        public void requireTransaction() {}

        @Override
        public boolean inTransaction() {
            return true;
        }

        @Override
        public boolean isLost() {
            return false;
        }

        @Override
        public void lose() {}

        @Override
        public void cancel() {}

        @Override
        public void abandon() {}

        @Override
        public <T extends @Nullable Object> List<T> list(Statement statement, RowMapper<T> mapper) {
            throw new IllegalStateException("There is no database.");
        }

        @Override
        public <T> @Nullable T first(Statement statement, RowMapper<T> mapper) {
            throw new IllegalStateException("There is no database.");
        }

        @Override
        public int execute(Statement statement) {
            throw new IllegalStateException("There is no database.");
        }

        @Override
        public void executeBatch(String text, List<List<@Nullable Object>> rows) {
            throw new IllegalStateException("There is no database.");
        }

        @Override
        public void announce(String feed) {}

        @Override
        public boolean announces() {
            return false;
        }

        @Override
        public void afterCommit(Runnable action) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    static MetadataSnapshot metadata() {
        String states = "\"states\":[{\"value\":0,\"label\":\"Active\",\"defaultStatus\":1,"
                + "\"statuses\":[{\"value\":1,\"label\":\"Active\"}]}]";
        List<String> tables = List.of("""
                {"schemaName":"Account","primaryName":"name","standardColumns":["state"],%s,"columns":[
                 {"schemaName":"Name"},
                 {"schemaName":"AccountNumber"},
                 {"schemaName":"OwnerId","type":"Owner"},
                 {"schemaName":"CreditOnHold","type":"Boolean"},
                 {"schemaName":"AccountCategoryCode","type":"Picklist","options":[{"value":1,"label":"Preferred"}]},
                 {"schemaName":"ctz_Interests","type":"MultiSelectPicklist","options":[{"value":2,"label":"Hiking"}]},
                 {"schemaName":"NumberOfEmployees","type":"Integer"},
                 {"schemaName":"ctz_Rate","type":"Decimal"},
                 {"schemaName":"ctz_Weight","type":"Double"},
                 {"schemaName":"ctz_Big","type":"BigInt"},
                 {"schemaName":"ctz_Id","type":"Uniqueidentifier"},
                 {"schemaName":"ctz_Founded","type":"DateTime","format":"DateOnly","behavior":"DateOnly"},
                 {"schemaName":"ctz_LocalTime","type":"DateTime","behavior":"TimeZoneIndependent"},
                 {"schemaName":"CreatedOn","type":"DateTime","validForCreate":false,"validForUpdate":false},
                 {"schemaName":"IsCustomizable","type":"ManagedProperty"},
                 {"schemaName":"EntityImage","type":"Image"},
                 {"schemaName":"Revenue","type":"Money"},
                 {"schemaName":"PrimaryContactId","type":"Lookup","targets":["contact"]}],
                 "keys":[{"schemaName":"ctz_Number","columns":["accountnumber"]},
                         {"schemaName":"ctz_Both","columns":["name","primarycontactid"]}],
                 "relationships":[{"schemaName":"account_primary_contact","column":"primarycontactid",
                   "target":"contact","navigation":"primarycontactid"}]}""".formatted(states), """
                {"schemaName":"Contact","primaryName":"fullname","standardColumns":["state"],%s,"columns":[
                 {"schemaName":"FullName"},{"schemaName":"JobTitle"},
                 {"schemaName":"ParentCustomerId","type":"Customer"}],
                 "relationships":[{"schemaName":"contact_customer_accounts","column":"parentcustomerid",
                   "target":"account","navigation":"parentcustomerid_account"},
                  {"schemaName":"contact_customer_contacts","column":"parentcustomerid","target":"contact",
                   "navigation":"parentcustomerid_contact"}]}""".formatted(states), """
                {"schemaName":"Task","primaryName":"subject","standardColumns":["state"],%s,"columns":[
                 {"schemaName":"Subject"},
                 {"schemaName":"RegardingObjectId","type":"Lookup","targets":["account","contact"]}],
                 "relationships":[{"schemaName":"Account_Tasks","column":"regardingobjectid","target":"account",
                   "navigation":"regardingobjectid_account_task"},
                  {"schemaName":"Contact_Tasks","column":"regardingobjectid","target":"contact",
                   "navigation":"regardingobjectid_contact_task"}]}""".formatted(states), """
                {"schemaName":"SystemUser","primaryName":"fullname","standardColumns":[],
                 "columns":[{"schemaName":"FullName"}]}""", """
                {"schemaName":"Team","primaryName":"name","standardColumns":[],"columns":[{"schemaName":"Name"}]}""",
                """
                        {"schemaName":"TransactionCurrency","primaryName":"currencyname","entitySetName":"transactioncurrencies",
                         "standardColumns":[],"columns":[{"schemaName":"CurrencyName"}]}""",
                """
                        {"schemaName":"ctz_account_contact","kind":"Intersect","columns":[
                         {"schemaName":"AccountId","type":"Uniqueidentifier"},
                         {"schemaName":"ContactId","type":"Uniqueidentifier"}],
                         "manyToMany":{"schemaName":"ctz_account_contacts","entity1":"account","entity1Column":"accountid",
                          "entity2":"contact","entity2Column":"contactid"}}""");
        var completed = new ArrayList<TableDefinition>();
        int typeCode = 1;
        for (String table : tables) {
            completed.add(TableCompletion.complete(DefinitionJson.read(table, TableDefinition.class, "test"), null,
                    typeCode++));
        }
        return SnapshotBuilder.build(completed, List.of());
    }
}
