package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colonnade.engine.HttpLimits;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.PluginLimits;
import dev.colonnade.engine.containment.HostilePlugins.Case;
import dev.colonnade.engine.containment.HostilePlugins.Outcome;
import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.organization.OrganizationConfig;
import dev.colonnade.engine.organization.TestOrganization;
import dev.colonnade.engine.plugin.TestJar;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each hostile plug-in has the outcome that it must have, and the server is as before afterwards.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePluginsTest {

    private static final int TIMED_OUT = 0x80044172;
    private static final int CRASHED = 0x8004418d;
    private static final int FAILED = 0x80040224;
    private static final int REFUSED = 0x80040265;

    /// How long after its limit a plug-in may still take, on a machine that others use too.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final PluginLimits SHORT = new PluginLimits(Duration.ofMillis(500), 1L << 40, 4,
            Duration.ofMillis(300), Duration.ofSeconds(2));

    private static final int STOPS = Boolean.getBoolean("long") ? 1_000 : 20;
    private static final long BYTES_MORE_MAX = 16L * 1024 * 1024;

    /// Threads of the JVM's own and of pools come and go.
    private static final int THREADS_MORE_MAX = 8;

    private static final HttpLimits HTTP = new HttpLimits(Duration.ofMinutes(5), 1_000, List.of("127.0.0.1"));

    private final DatabaseConfig database = TestDatabase.config();
    private Organization organization;
    private Organization frugalOrganization;
    private OrganizationService service;

    @BeforeAll
    void open() {
        organization = Organization.open(config(database, SHORT));
        service = TestOrganization.administrator(organization);
        publisher();
        List<Case> all = HostilePlugins.all();
        push("hostile", HostilePlugins.jar(ending().toList()));
        all.stream().filter(each -> each.outcome() == Outcome.ABANDONED)
                .forEach(each -> push(each.id(), HostilePlugins.jar(List.of(each))));
        push("kind", new TestJar().source("t.Kind", """
                package t;
                import dev.colonnade.sdk.plugin.*;
                @CustomApi(uniqueName = "sample_Kind", response = Kind.Out.class)
                public final class Kind implements Plugin {
                    record Out(String answer) {}
                    public void execute(PluginContext context) { context.respond(new Out("here")); }
                }
                """).bytes());
        frugalOrganization = Organization
                .open(config(database, new PluginLimits(PATIENCE, 64L * 1024 * 1024, 4, PATIENCE,
                        PATIENCE)));
        assertServes();
    }

    private static OrganizationConfig config(DatabaseConfig database, PluginLimits limits) {
        OrganizationConfig config = TestOrganization.config(database);
        return new OrganizationConfig(database, config.uniqueName(), config.friendlyName(), config.businessTables(),
                Limits.DEFAULT.withPlugins(limits).withPluginHttp(HTTP), config.clock());
    }

    /// The same organization, with little memory and more time.
    private OrganizationService frugal() {
        return TestOrganization.administrator(frugalOrganization);
    }

    private void publisher() {
        service.create(new Entity("publisher").set("uniquename", "samplepublisher").set("friendlyname", "Sample")
                .set("customizationprefix", "sample").set("customizationoptionvalueprefix", 10_000));
        service.update(new Entity("organization", organization.organizationId()).set("plugintracelogsetting",
                new OptionSetValue(1)));
    }

    private String push(String name, byte[] jar) {
        return service.execute(new OrganizationRequest("colonnade_PushAssembly").set("Name", name).set("Content",
                Base64.getEncoder().encodeToString(jar))).results().require("Report", String.class);
    }

    /// On a machine that is busy with other things even a kind plug-in may need more than its time, once.
    private void assertServes() {
        await("the server to serve", () -> {
            try {
                return "here".equals(service.execute(new OrganizationRequest("sample_Kind")).get("Answer"));
            } catch (OrganizationServiceException e) {
                assertThat(e.errorCode()).isEqualTo(TIMED_OUT);
                return false;
            }
        });
        await("what the calls used to be given back",
                () -> organization.poolUse().inUse() == 0 && organization.pluginUse().active() == 0);
    }

    @AfterAll
    void close() {
        frugalOrganization.close();
        organization.close();
    }

    private OrganizationServiceException call(String id) {
        return call(service, id);
    }

    private static OrganizationServiceException call(OrganizationService service, String id) {
        return Objects.requireNonNull(catchThrowableOfType(OrganizationServiceException.class,
                () -> service.execute(new OrganizationRequest("sample_" + id))), "an error");
    }

    static Stream<Case> ending() {
        return HostilePlugins.all().stream().filter(each -> each.outcome() != Outcome.ABANDONED && each
                .outcome() != Outcome.REFUSED);
    }

    static Stream<Case> refused() {
        return HostilePlugins.all().stream().filter(each -> each.outcome() == Outcome.REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedAtRegistration(Case hostile) {
        assertThatThrownBy(() -> push(hostile.id(), HostilePlugins.jar(List.of(hostile))))
                .isInstanceOf(OrganizationServiceException.class)
                .hasMessageStartingWith("The code does what plug-ins may not");
        assertServes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ending")
    @DisplayName("event-framework 50: a plug-in over its limits is stopped and its operation rolled back")
    void hasTheOutcomeThatItMustHave(Case hostile) {
        long begin = System.nanoTime();

        OrganizationServiceException failure = call(hostile.outcome() == Outcome.MEMORY ? frugal() : service, hostile
                .id());

        assertThat(failure.errorCode()).as(failure.getMessage()).isEqualTo(number(hostile.outcome()));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
        assertThat(failure.getMessage()).doesNotContain("dev.colonnade").doesNotContain("PluginStop");
        assertServes();
    }

    private static int number(Outcome outcome) {
        return switch (outcome) {
            case TIME, ABANDONED -> TIMED_OUT;
            case MEMORY, CRASH -> CRASHED;
            case EXCEPTION -> FAILED;
            case REFUSAL -> REFUSED;
            case REFUSED -> throw new IllegalArgumentException("It cannot be called.");
        };
    }

    @Test
    void whatAStoppedPluginWroteIsRolledBack() {
        call("WritesAndLoops");

        assertThat(service.retrieveMultiple(new QueryExpression("account").columns("name").where("name",
                ConditionOperator.EQUAL, "half done")).entities()).isEmpty();
    }

    @Test
    void theTraceSaysWhereThePluginStood() {
        call("CountedLoops");

        List<Entity> traces = await("the trace of the stop", () -> traces("t.CountedLoops"));
        assertThat(traces.getFirst().get("exceptiondetails", String.class)).contains("longer than 0.5 seconds")
                .contains("at t.CountedLoops.execute(CountedLoops.java:");
    }

    private List<Entity> traces(String typeName) {
        return service.retrieveMultiple(new QueryExpression("plugintracelog").columns("exceptiondetails")
                .where("typename", ConditionOperator.EQUAL, typeName)).entities();
    }

    private static List<Entity> await(String what, java.util.function.Supplier<List<Entity>> rows) {
        await(what, () -> !rows.get().isEmpty());
        return rows.get();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void classesOfTheJdkAreUnharmedByAnOverflow() {
        call("Poison");

        assertThat(new BigDecimal("1.5").pow(2)).isEqualByComparingTo("2.25");
        assertThat(DateTimeFormatter.ISO_DATE.format(LocalDateTime.of(2026, 1, 1, 0, 0))).isEqualTo("2026-01-01");
        assertThat(new java.util.Scanner("12 x").nextInt()).isEqualTo(12);
    }

    @Test
    void aStatementThatWaitsIsCancelled() throws Exception {
        UUID account = service.create(new Entity("account").set("name", "locked"));
        push("waiting", new TestJar().source("t.Waiting", """
                package t;
                import dev.colonnade.sdk.*;
                import dev.colonnade.sdk.plugin.*;
                @CustomApi(uniqueName = "sample_Waiting", request = Waiting.In.class)
                public final class Waiting implements Plugin {
                    record In(java.util.UUID account) {}
                    public void execute(PluginContext context) {
                        context.systemService().update(new Entity("account", context.request(In.class).account())
                                .set("name", "changed"));
                    }
                }
                """).bytes());
        var isLocked = new CountDownLatch(1);
        var isOver = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> organization.executor().transactionally(
                session -> {
                    session.execute(new OrganizationRequest("Update").set("Target", new Entity("account", account).set(
                            "name", "held")), dev.colonnade.engine.message.CallOptions.of(
                                    Caller.of(organization
                                            .administratorId())));
                    isLocked.countDown();
                    return awaitQuietly(isOver);
                }));
        assertThat(isLocked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        OrganizationServiceException failure = Objects.requireNonNull(catchThrowableOfType(
                OrganizationServiceException.class, () -> service.execute(new OrganizationRequest("sample_Waiting")
                        .set("Account", account))));

        assertThat(failure.errorCode()).isEqualTo(TIMED_OUT);
        assertThat(organization.pluginUse().abandoned()).isZero();
        isOver.countDown();
        holder.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertServes();
    }

    @Test
    void aCallOverHttpEndsAtTheTimeLimit() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            push("calling", new TestJar().source("t.Calling", """
                    package t;
                    import dev.colonnade.sdk.plugin.*;
                    @CustomApi(uniqueName = "sample_Calling", request = Calling.In.class)
                    public final class Calling implements Plugin {
                        record In(String url) {}
                        public void execute(PluginContext context) {
                            while (true) {
                                try {
                                    context.http().send(HttpRequest.get(java.net.URI.create(
                                            context.request(In.class).url())));
                                } catch (Exception e) {
                                    // Goes on.
                                }
                            }
                        }
                    }
                    """).bytes());
            long begin = System.nanoTime();

            OrganizationServiceException failure = Objects.requireNonNull(catchThrowableOfType(
                    OrganizationServiceException.class, () -> service.execute(new OrganizationRequest("sample_Calling")
                            .set("Url", "http://127.0.0.1:" + silent.getLocalPort() + "/"))));

            assertThat(failure.errorCode()).as(failure.getMessage()).isEqualTo(TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            assertThat(organization.pluginUse().abandoned()).isZero();
        }
        assertServes();
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatCannotBeEndedIsGivenUpAndTakesNoMoreCalls() {
        long before = organization.pluginUse().abandonedInAll();

        assertThat(call("JdkOnly").errorCode()).isEqualTo(TIMED_OUT);

        assertThat(organization.pluginUse().abandonedInAll()).isEqualTo(before + 1);
        assertServes();
        assertThat(call("JdkOnly")).satisfies(refusal -> {
            assertThat(refusal.errorCode()).isEqualTo(CRASHED);
            assertThat(refusal.getMessage()).contains("JdkOnly").contains("Push it anew");
        });
        assertThat(await("the trace", () -> traces("t.JdkOnly"))).anySatisfy(trace -> assertThat(trace.get(
                "exceptiondetails", String.class)).contains("at t.JdkOnly.execute"));
        await("the thread to come back", () -> organization.pluginUse().abandoned() == 0);
        assertServes();
        push("JdkOnly", HostilePlugins.jar(List.of(HostilePlugins.all().stream().filter(each -> each.id().equals(
                "JdkOnly")).findFirst().orElseThrow())));
        assertThat(call("JdkOnly").errorCode()).as("after another push").isEqualTo(TIMED_OUT);
        await("the thread to come back", () -> organization.pluginUse().abandoned() == 0);
    }

    @Test
    void whoWaitsForAMonitorOfALostThreadIsNotWaitedForEither() {
        CompletableFuture<OrganizationServiceException> first = CompletableFuture.supplyAsync(() -> call(
                "MonitorOfAnother"));
        CompletableFuture<OrganizationServiceException> second = CompletableFuture.supplyAsync(() -> call(
                "MonitorOfAnother"));

        assertThat(first.join().errorCode()).isIn(TIMED_OUT, CRASHED);
        assertThat(second.join().errorCode()).isIn(TIMED_OUT, CRASHED);
        assertServes();
        await("the threads to come back", () -> organization.pluginUse().abandoned() == 0);
        assertServes();
    }

    @Test
    void aLostThreadThatComesBackStillStops() {
        assertThat(call("JdkOnlyCaught").errorCode()).isEqualTo(TIMED_OUT);

        await("the thread to come back", () -> organization.pluginUse().abandoned() == 0);
        assertServes();
    }

    @Test
    void requestsWaitForAThreadOnlySoLong() {
        List<CompletableFuture<OrganizationServiceException>> calls = Stream.generate(() -> CompletableFuture
                .supplyAsync(() -> call("EmptyLoop"), task -> Thread.ofVirtual().start(task))).limit(12).toList();

        assertThat(calls).allSatisfy(each -> assertThat(each.join().errorCode()).isIn(TIMED_OUT, 0x80040216));
        assertThat(calls).anySatisfy(each -> assertThat(each.join().getMessage()).contains("4 threads for plug-ins"));
        assertServes();
    }

    @Test
    void stoppedCodeIsLetGo() {
        long loaders = LoadedCode.count();

        for (int i = 0; i < 5; i++) {
            call("EmptyLoop");
        }

        await("the loaders to go", () -> LoadedCode.count() <= loaders);
        assertServes();
    }

    /// `-Dlong` makes a thousand stops.
    @Test
    void manyStopsLeaveNothingBehind() {
        var hasty = new PluginLimits(Duration.ofMillis(50), 1L << 40, 4, PATIENCE, PATIENCE);
        try (Organization stopping = Organization.open(config(database, hasty))) {
            OrganizationService hurried = TestOrganization.administrator(stopping);
            stop(hurried, STOPS / 10);
            long loaders = LoadedCode.count();
            int threads = Thread.getAllStackTraces().size();
            long used = usedBytes();

            stop(hurried, STOPS);

            await("the loaders to go", () -> LoadedCode.count() <= loaders);
            assertThat(usedBytes() - used).as("bytes more after " + STOPS + " stops").isLessThan(BYTES_MORE_MAX);
            assertThat(Thread.getAllStackTraces().size()).as("threads").isLessThanOrEqualTo(threads + THREADS_MORE_MAX);
            assertThat(stopping.pluginUse().abandonedInAll()).isZero();
            assertThat(stopping.poolUse().inUse()).isZero();
        }
        assertServes();
    }

    private static void stop(OrganizationService hurried, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(call(hurried, i % 2 == 0 ? "EmptyLoop" : "CountedLoops").errorCode()).isEqualTo(TIMED_OUT);
        }
    }

    /// Heap and class metadata in use after a full collection.
    private static long usedBytes() {
        LoadedCode.count();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed();
    }
}
