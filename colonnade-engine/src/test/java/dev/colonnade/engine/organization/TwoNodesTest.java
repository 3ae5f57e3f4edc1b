package dev.colonnade.engine.organization;

import static dev.colonnade.engine.customapi.Definitions.api;
import static dev.colonnade.engine.customapi.Definitions.jar;
import static dev.colonnade.engine.customapi.Definitions.property;
import static dev.colonnade.engine.customapi.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.Relationship;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two nodes on one database: what one changes, the other follows. They tell each other at once, so the waiting below is for
/// slow machines.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DatabaseConfig database = TestDatabase.config();
    private Organization one;
    private Organization other;
    private OrganizationService here;
    private OrganizationService there;

    /// Both find an empty database, and one of them installs it.
    @BeforeAll
    void openTogether() throws Exception {
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Organization> open = () -> Organization.open(TestOrganization.config(database));
            List<Future<Organization>> opened = nodes.invokeAll(List.of(open, open));
            one = opened.getFirst().get();
            other = opened.getLast().get();
        }
        here = TestOrganization.administrator(one);
        there = TestOrganization.administrator(other);
    }

    @AfterAll
    void close() {
        one.close();
        other.close();
    }

    @Test
    void nodesThatStartTogetherInstallOnce() {
        assertThat(one.organizationId()).isEqualTo(other.organizationId());
        assertThat(one.administratorId()).isEqualTo(other.administratorId());
        assertThat(here.retrieveMultiple(new QueryExpression("organization")).entities()).hasSize(1);
    }

    @Test
    void aCustomApiIsDefinedChangedAndDeletedOnBoth() {
        UUID id = here.create(with(api("new_Followed"), property("Count", 7)));
        await("the new API can be called", () -> Objects.equals(answer("new_Followed", "Count"), 0));

        here.create(property("Flag", 0).set("customapiid", new EntityReference("customapi", id)));
        await("its new property is answered", () -> Objects.equals(answer("new_Followed", "Flag"), false));

        here.delete("customapi", id);
        await("the deleted API is unknown", () -> "unknown".equals(answer("new_Followed", "Count")));
    }

    @Test
    void anUpdatedAssemblyRunsOnBoth() {
        UUID assembly = here
                .create(new Entity("pluginassembly").set("name", "Followed").set("content", saying("first")));
        UUID type = here.create(new Entity("plugintype").set("typename", "test.Say").set("friendlyname", "test.Say")
                .set("pluginassemblyid", new EntityReference("pluginassembly", assembly)));
        here.create(with(api("new_Say").set("plugintypeid", new EntityReference("plugintype", type)),
                property("Text", 10)));
        await("the plug-in runs", () -> "first".equals(answer("new_Say", "Text")));

        here.update(new Entity("pluginassembly", assembly).set("content", saying("second")));

        await("the new content runs", () -> "second".equals(answer("new_Say", "Text")));
    }

    private static String saying(String text) {
        return jar("test.Say", "context.output(\"Text\", \"" + text + "\");");
    }

    @Test
    void aChangedRoleCountsOnBoth() {
        UUID row = here.create(new Entity("account").set("name", "Not theirs"));
        UUID user = TestOrganization.basicUser(one, "followed-" + UUID.randomUUID());
        OrganizationService theirs = other.service(Caller.of(user));
        await("the user is known", () -> "0x80048306".equals(refusal(theirs, row)));

        var role = Objects.requireNonNull(here.retrieveMultiple(new QueryExpression("role").where("name",
                ConditionOperator.EQUAL, "System Administrator")).entities().getFirst().id());
        var membership = new Relationship("systemuserroles_association");
        here.associate("systemuser", user, membership, List.of(new EntityReference("role", role)));
        await("the given role counts", () -> refusal(theirs, row).isEmpty());

        here.disassociate("systemuser", user, membership, List.of(new EntityReference("role", role)));
        await("the taken role counts no more", () -> "0x80048306".equals(refusal(theirs, row)));
    }

    @Test
    void rowsAreTheSameOnBothAtOnce() {
        UUID id = here.create(new Entity("contact").set("lastname", "Shared"));

        there.update(new Entity("contact", id).set("lastname", "Changed"));

        assertThat(here.retrieve("contact", id, ColumnSet.of("lastname")).get("lastname")).isEqualTo("Changed");
        assertThatCode(() -> there.delete("contact", id)).doesNotThrowAnyException();
        assertThat(refusal(here, "contact", id)).isEqualTo("0x80040217");
    }

    /// What the other node answers; `unknown` when it does not know the message.
    private Object answer(String message, String property) {
        try {
            Object value = there.execute(new OrganizationRequest(message)).get(property);
            return value == null ? "nothing" : value;
        } catch (OrganizationServiceException e) {
            return "unknown";
        }
    }

    private static String refusal(OrganizationService service, UUID account) {
        return refusal(service, "account", account);
    }

    /// The code of the error that a retrieve gets; empty when it gets the row.
    private static String refusal(OrganizationService service, String table, UUID id) {
        try {
            service.retrieve(table, id, ColumnSet.of());
            return "";
        } catch (OrganizationServiceException e) {
            return "0x" + Integer.toHexString(e.errorCode());
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("Not within a minute on the other node: " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}
