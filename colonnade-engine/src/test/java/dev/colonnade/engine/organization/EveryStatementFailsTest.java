package dev.colonnade.engine.organization;

import static dev.colonnade.engine.customapi.Definitions.api;
import static dev.colonnade.engine.customapi.Definitions.parameter;
import static dev.colonnade.engine.customapi.Definitions.property;
import static dev.colonnade.engine.customapi.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.plugin.TestJar;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.FailingWire;
import dev.colonnade.engine.storage.FailingWire.Failure;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first statement of a scenario fails, then the second, and so on until the scenario passes. Each time the caller is told
/// in the right words, nothing half-done is stored, what is held in memory is what is stored, and the next attempt passes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryStatementFailsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /// A freshly opened organization is compared after each of so many rounds: opening one costs more than a round.
    private static final int ROUNDS_PER_OPENING = 10;
    private static final int STATEMENTS_MAX = 500;
    /// Of what costs much, every statement fails with `-Dlong`, else one of so many.
    private static final int STRIDE = Boolean.getBoolean("long") ? 1 : 4;
    private static final int INSTALLATION_STRIDE = Boolean.getBoolean("long") ? 1 : 7;

    private static final String FOLLOW_UP = """
            package test;
            import dev.colonnade.sdk.*;
            import dev.colonnade.sdk.plugin.*;
            @Step(message = "Create", entity = "account", stage = 40)
            public final class FollowUp implements Plugin {
                @Override public void execute(PluginContext context) {
                    String name = context.input("Target", Entity.class).require("name", String.class);
                    context.organizationService().create(new Entity("task").set("subject", name));
                    context.organizationService().create(new Entity("phonecall").set("subject", name));
                }
            }
            """;

    private final DatabaseConfig database = TestDatabase.config();
    private FailingWire wire;
    private Organization organization;
    private OrganizationService service;
    /// Another node, whose wire never fails.
    private Organization observer;
    private OrganizationService sees;
    private int round;
    private String failed = "";

    @BeforeAll
    void open() {
        wire = FailingWire.open(database);
        observer = Organization.open(TestOrganization.config(database));
        sees = TestOrganization.administrator(observer);
        organization = Organization.open(TestOrganization.config(wire.through(database)));
        service = TestOrganization.administrator(organization);
        service.create(new Entity("publisher").set("uniquename", "everystatement").set("friendlyname", "Every")
                .set("customizationprefix", "every").set("customizationoptionvalueprefix", 12_346));
    }

    @AfterAll
    void close() {
        organization.close();
        observer.close();
        wire.close();
    }

    @ParameterizedTest
    @EnumSource
    void aDeepInsertWithAStepThatWrites(Failure failure) {
        push("follow-up", base64(new TestJar().source("test.FollowUp", FOLLOW_UP)));

        untilItPasses(failure, stride(failure), () -> {
            String name = "deep " + round;
            var contacts = new EntityCollection("contact", List.of(new Entity("contact").set("lastname", name),
                    new Entity("contact").set("lastname", name)));
            var account = new Entity("account").set("name", name);
            account.relatedEntities().put("contact_customer_accounts", contacts);
            return new Attempt(() -> service.create(account), () -> stored(
                    new Part("account", "name", name, 1), new Part("contact", "lastname", name, 2),
                    new Part("task", "subject", name, 1), new Part("phonecall", "subject", name, 1)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCustomApiWithItsParameters(Failure failure) {
        untilItPasses(failure, stride(failure), () -> {
            String name = "every_Api" + round;
            var definition = with(api(name), parameter("In" + round, 10), parameter("Other" + round, 7),
                    property("Out" + round, 10));
            return new Attempt(() -> service.create(definition), () -> stored(
                    new Part("customapi", "uniquename", name, 1), new Part("sdkmessage", "name", name, 1),
                    new Part("customapirequestparameter", "uniquename", "In" + round, 1),
                    new Part("customapirequestparameter", "uniquename", "Other" + round, 1),
                    new Part("customapiresponseproperty", "uniquename", "Out" + round, 1)));
        });
    }

    /// Two versions replace each other: what the API takes and answers, and the step's type and table differ.
    @ParameterizedTest
    @EnumSource
    void aPushOfAnAssembly(Failure failure) {
        Version one = Version.of("One", "email");
        Version two = Version.of("Two", "phonecall");
        push("versions", one.content());

        untilItPasses(failure, failure == Failure.COMMITTED ? 1 : STRIDE, () -> {
            Version before = isStored(one) ? one : two;
            Version next = before.equals(one) ? two : one;
            return new Attempt(() -> push("versions", next.content()), () -> {
                boolean isDone = isStored(next);
                assertThat(isStored(before)).isNotEqualTo(isDone);
                Version there = isDone ? next : before;
                await("version " + there.name() + " runs", () -> runs(there));
                return isDone;
            });
        });
    }

    private boolean isStored(Version version) {
        return stored(new Part("pluginassembly", "content", version.content(), 1),
                new Part("customapirequestparameter", "uniquename", "In" + version.name(), 1),
                new Part("customapiresponseproperty", "uniquename", "Out" + version.name(), 1),
                new Part("plugintype", "typename", "test.On" + version.name(), 1),
                new Part("sdkmessageprocessingstep", "name", "test.On" + version.name() + ": Create of "
                        + version.table(), 1));
    }

    /// Whether the API and the step of a version are the ones that run.
    private boolean runs(Version version) {
        try {
            Object answer = service.execute(new OrganizationRequest("every_Versioned").set("In" + version.name(), "x"))
                    .get("Out" + version.name());
            assertThat(answer).isEqualTo(version.name() + " x");
            service.create(new Entity(version.table()).set("subject", "stopped"));
            return false;
        } catch (OrganizationServiceException e) {
            return e.getMessage().equals(version.name() + " stops it");
        }
    }

    /// An assembly with an API, and with a step that stops the creation of rows of a table.
    private record Version(String name, String table, String content) {

        static Version of(String name, String table) {
            return new Version(name, table, base64(new TestJar().source("test.Versioned", """
                    package test;
                    import dev.colonnade.sdk.*;
                    import dev.colonnade.sdk.plugin.*;
                    @CustomApi(uniqueName = "every_Versioned", request = Versioned.In.class,
                            response = Versioned.Out.class)
                    public final class Versioned implements Plugin {
                        record In(String inNAME) {}
                        record Out(String outNAME) {}
                        @Override public void execute(PluginContext context) {
                            context.respond(new Out("NAME " + context.request(In.class).inNAME()));
                        }
                    }
                    """.replace("NAME", name)).source("test.On" + name, """
                    package test;
                    import dev.colonnade.sdk.*;
                    import dev.colonnade.sdk.plugin.*;
                    @Step(message = "Create", entity = "TABLE", stage = 20)
                    public final class OnNAME implements Plugin {
                        @Override public void execute(PluginContext context) {
                            throw new InvalidPluginExecutionException("NAME stops it");
                        }
                    }
                    """.replace("NAME", name).replace("TABLE", table))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeleteThatCascades(Failure failure) {
        untilItPasses(failure, stride(failure), () -> {
            String name = "cascade " + round;
            UUID account = sees.create(new Entity("account").set("name", name));
            UUID contact = sees.create(new Entity("contact").set("lastname", name).set("parentcustomerid",
                    new EntityReference("account", account)));
            sees.create(new Entity("phonecall").set("subject", name).set("regardingobjectid",
                    new EntityReference("contact", contact)));
            return new Attempt(() -> service.delete("account", account), () -> !stored(
                    new Part("account", "name", name, 1), new Part("contact", "lastname", name, 1),
                    new Part("phonecall", "subject", name, 1)));
        });
    }

    /// Each attempt goes on where the one before was stopped.
    @ParameterizedTest
    @EnumSource
    void anInstallation(Failure failure) {
        DatabaseConfig fresh = TestDatabase.config();
        for (int number = 1; number < STATEMENTS_MAX; number += failure == Failure.COMMITTED
                ? 1
                : INSTALLATION_STRIDE) {
            wire.arm(number, failure);
            try (Organization installed = Organization.open(TestOrganization.config(wire.through(fresh)))) {
                wire.disarm();
                OrganizationService administrator = TestOrganization.administrator(installed);
                assertThat(administrator.retrieveMultiple(new QueryExpression("organization")).entities()).hasSize(1);
                assertThat(Definitions.of(installed).tables()).hasSameSizeAs(Definitions.of(observer).tables());
                return;
            } catch (ServiceException e) {
                // An operator is told what PostgreSQL said.
                assertThat(e.code()).isIn(ErrorCode.SERVER_UNAVAILABLE, ErrorCode.SQL_ERROR);
                assertThat(wire.disarm()).as(failure + " at " + number + ": " + e.getMessage()).isNotNull();
            }
        }
        fail("It never passes.");
    }

    private static int stride(Failure failure) {
        return failure == Failure.REFUSED ? STRIDE : 1;
    }

    /// @param next makes what is tried in a round
    /// @param stride after how many statements the next one fails
    private void untilItPasses(Failure failure, int stride, Supplier<Attempt> next) {
        for (int number = 1; number < STATEMENTS_MAX; number += stride) {
            round++;
            Attempt attempt = next.get();
            awaitWholePool();
            wire.arm(number, failure);
            OrganizationServiceException error = attempt.run();
            String statement = wire.disarm();
            if (statement == null) {
                assertThat(error).isNull();
                assertThat(attempt.isStored().getAsBoolean()).isTrue();
                assertThat(number).as("what could have failed").isGreaterThan(1);
                return;
            }
            String what = failure + " at " + number + ": " + statement;
            failed = what;
            // What follows the commit, such as the reading of changed definitions, is no reason to deny it.
            boolean isDone = failure == Failure.COMMITTED || error == null;
            if (error != null) {
                assertClean(error, failure);
            }
            assertThat(attempt.isStored().getAsBoolean()).as(what).isEqualTo(isDone);
            assertDefinitionsAreStored(what, round % ROUNDS_PER_OPENING == 0);
            assertPoolIsWhole();
            if (!isDone) {
                assertThat(attempt.run()).as("again after " + what).isNull();
                assertThat(attempt.isStored().getAsBoolean()).as("again after " + what).isTrue();
            }
        }
        fail("It never passes.");
    }

    private static void assertClean(OrganizationServiceException error, Failure failure) {
        ErrorCode expected = failure == Failure.REFUSED ? ErrorCode.SQL_ERROR : ErrorCode.SERVER_UNAVAILABLE;
        assertThat(error.errorCode()).as(error.getMessage()).isEqualTo(expected.number());
        assertThat(error.getMessage()).doesNotContain("said by the wire", "XX000", "socket", "Socket", "EOF");
    }

    /// Whether all parts are there; a half of them is a failure.
    private boolean stored(Part... parts) {
        var there = new ArrayList<Part>();
        for (Part part : parts) {
            int rows = sees.retrieveMultiple(new QueryExpression(part.table()).where(part.column(),
                    ConditionOperator.EQUAL, part.value())).entities().size();
            if (rows > 0) {
                assertThat(rows).as(part.toString()).isEqualTo(part.rows());
                there.add(part);
            }
        }
        if (!there.isEmpty()) {
            assertThat(there).as("half-done; " + failed).containsExactly(parts);
        }
        return !there.isEmpty();
    }

    /// The node that failed, the one beside it and one that has just been opened know the same.
    private void assertDefinitionsAreStored(String what, boolean isOpeningOne) {
        await("both nodes know the same after " + what,
                () -> Definitions.of(organization).equals(Definitions.of(observer)));
        if (isOpeningOne) {
            try (Organization opened = Organization.open(TestOrganization.config(database))) {
                assertThat(Definitions.of(organization)).as(what).isEqualTo(Definitions.of(opened));
            }
        }
    }

    private void assertPoolIsWhole() {
        awaitWholePool();
        int size = organization.poolUse().size();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = new ArrayList<Future<?>>();
            for (int read = 0; read < 2 * size; read++) {
                reads.add(clients.submit(() -> service.retrieveMultiple(new QueryExpression("transactioncurrency"))));
            }
            for (Future<?> read : reads) {
                assertThat(read).succeedsWithin(PATIENCE);
            }
        }
        assertThat(organization.poolUse().inUse()).isZero();
    }

    private void awaitWholePool() {
        await("the pool is full again", () -> organization.poolUse().open() == organization.poolUse().size());
    }

    private void push(String name, String content) {
        service.execute(new OrganizationRequest("colonnade_PushAssembly").set("Name", name).set("Content", content));
    }

    private static String base64(TestJar jar) {
        return Base64.getEncoder().encodeToString(jar.bytes());
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("Not within a minute: " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /// @param call what is tried
    /// @param isStored whether what it writes is stored; it fails when a half is
    private record Attempt(Runnable call, BooleanSupplier isStored) {

        /// @return the error that the caller gets; `null` for none
        @Nullable
        OrganizationServiceException run() {
            try {
                call.run();
                return null;
            } catch (OrganizationServiceException e) {
                return e;
            }
        }
    }

    /// Rows that are there when what belongs to them is.
    private record Part(String table, String column, String value, int rows) {

        @Override
        public String toString() {
            return rows + " of " + table + " where " + column + " is "
                    + value.substring(0, Math.min(value.length(), 40));
        }
    }

    /// What an organization holds in memory.
    private record Definitions(long version, List<TableDefinition> tables, List<MessageDefinition> messages,
            OrganizationSettings settings) {

        static Definitions of(Organization organization) {
            var snapshot = organization.snapshot();
            return new Definitions(snapshot.version(),
                    snapshot.metadata().tables().stream().map(Table::definition)
                            .sorted(java.util.Comparator.comparing(each -> Objects.requireNonNull(each.logicalName())))
                            .toList(),
                    snapshot.messages().messages().stream()
                            .sorted(java.util.Comparator.comparing(MessageDefinition::name)).toList(),
                    snapshot.settings());
        }
    }
}
