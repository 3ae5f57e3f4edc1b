package dev.colonnade.engine.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.query.Expand;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many requests at once, with coalescing and without: the answers are the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoalescedRequestsTest {

    private static final int ROUNDS = 60;
    private static final int ACCESS_DENIED = 0x80048306;
    private static final int NOT_FOUND = 0x80040217;

    private final DatabaseConfig database = TestDatabase.config();
    private final Organization coalescing = Organization.open(TestOrganization.config(database));
    private final UUID annId = TestOrganization.basicUser(coalescing, "ann");
    private final UUID bobId = TestOrganization.basicUser(coalescing, "bob");
    private final Organization plain = Organization
            .open(TestOrganization.config(database.withCoalescing(false)));

    @AfterAll
    void close() {
        plain.close();
        coalescing.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachCallerSeesHisRowsAndNoOthers(boolean isOn) throws Exception {
        Organization organization = isOn ? coalescing : plain;
        OrganizationService admin = TestOrganization.administrator(organization);
        OrganizationService ann = organization.service(Caller.of(annId));
        OrganizationService bob = organization.service(Caller.of(bobId));
        UUID ofAdmin = admin.create(account("of the administrator"));
        UUID ofAnn = ann.create(account("of Ann"));
        UUID ofBob = bob.create(account("of Bob"));
        UUID ofNobody = UUID.randomUUID();

        List<Callable<String>> requests = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ask(requests, expected, admin, ofAdmin, "of the administrator");
            ask(requests, expected, admin, ofAnn, "of Ann");
            ask(requests, expected, ann, ofAnn, "of Ann");
            ask(requests, expected, ann, ofAdmin, denied());
            ask(requests, expected, ann, ofBob, denied());
            ask(requests, expected, bob, ofBob, "of Bob");
            ask(requests, expected, bob, ofNobody, missing());
            ask(requests, expected, admin, ofNobody, missing());
        }

        assertThat(answers(requests)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsWrittenAtOnceAreEachThereWithTheirOwnValues(boolean isOn) throws Exception {
        Organization organization = isOn ? coalescing : plain;
        OrganizationService admin = TestOrganization.administrator(organization);
        OrganizationService ann = organization.service(Caller.of(annId));
        String mark = "https://example.test/" + isOn;
        UUID taken = admin.create(account("taken"));

        List<Callable<String>> requests = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String name = "account " + round;
            OrganizationService writer = round % 2 == 0 ? admin : ann;
            requests.add(() -> {
                UUID id = writer.create(account(name).set("websiteurl", mark));
                Entity row = writer.retrieve("account", id, ColumnSet.of("name", "revenue", "versionnumber"));
                return row.get("name") + " " + (row.rowVersion() == null ? "no version" : "1 version");
            });
            expected.add(name + " 1 version");
            requests.add(() -> {
                writer.create(new Entity("account", taken).set("name", "again"));
                return "created";
            });
            expected.add("80040237");
            requests.add(() -> {
                writer.create(account("orphan").set("parentaccountid",
                        new EntityReference("account", UUID.randomUUID())));
                return "created";
            });
            expected.add("80040217");
        }

        assertThat(answers(requests)).isEqualTo(expected);
        EntityCollection rows = admin.retrieveMultiple(new QueryExpression("account").columns("versionnumber")
                .where("websiteurl", ConditionOperator.EQUAL, mark));
        assertThat(rows.entities()).hasSize(ROUNDS);
        assertThat(rows.entities().stream().map(Entity::rowVersion)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void expandedRowsAreThoseOfTheirRow(boolean isOn) throws Exception {
        Organization organization = isOn ? coalescing : plain;
        OrganizationService admin = TestOrganization.administrator(organization);
        List<UUID> accounts = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            UUID account = admin.create(account("account " + number));
            accounts.add(account);
            for (int child = 0; child < number; child++) {
                admin.create(new Entity("contact").set("lastname", number + "." + child).set("parentcustomerid",
                        new EntityReference("account", account)));
            }
        }

        List<Callable<String>> requests = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5 * ROUNDS; i++) {
            int number = i % 5;
            requests.add(() -> shown(expanded(admin, accounts.get(number))));
            var contacts = new ArrayList<String>();
            for (int child = 0; child < number; child++) {
                contacts.add(number + "." + child);
            }
            expected.add("account " + number + " " + contacts);
        }

        assertThat(answers(requests)).isEqualTo(expected);
    }

    private static Entity expanded(OrganizationService service, UUID account) {
        var contacts = new Expand("contact_customer_accounts",
                new QueryExpression("contact").columns("lastname").orderBy("lastname", OrderType.ASCENDING), List.of());
        return service.execute(new OrganizationRequest("Retrieve")
                .set("Target", new EntityReference("account", account)).set("ColumnSet", ColumnSet.of("name"))
                .set("RelatedEntitiesQuery", List.of(contacts))).results().require("BusinessEntity", Entity.class);
    }

    private static String shown(Entity account) {
        EntityCollection contacts = account.relatedEntities().get("contact_customer_accounts");
        return account.get("name") + " "
                + (contacts == null
                        ? "-"
                        : contacts.entities().stream().map(contact -> contact.get("lastname")).toList());
    }

    private static void ask(List<Callable<String>> requests, List<String> expected, OrganizationService service,
            UUID id, String answer) {
        requests.add(
                () -> String.valueOf(service.retrieve("account", id, ColumnSet.of("name", "revenue")).get("name")));
        expected.add(answer);
    }

    private static List<String> answers(List<Callable<String>> requests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = requests.stream().map(request -> threads.submit(() -> answer(request)))
                    .toList();
            List<String> answers = new ArrayList<>();
            for (Future<String> future : running) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private static String answer(Callable<String> request) throws Exception {
        try {
            return request.call();
        } catch (OrganizationServiceException e) {
            return Integer.toHexString(e.errorCode());
        }
    }

    private static String denied() {
        return Integer.toHexString(ACCESS_DENIED);
    }

    private static String missing() {
        return Integer.toHexString(NOT_FOUND);
    }

    private static Entity account(String name) {
        return new Entity("account").set("name", name).set("revenue", Money.of(name.length()));
    }
}
