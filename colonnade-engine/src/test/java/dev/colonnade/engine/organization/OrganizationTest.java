package dev.colonnade.engine.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.metadata.DefinitionJson;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationTest {

    private final DatabaseConfig database = TestDatabase.config();
    private Organization organization;
    private OrganizationService service;

    @BeforeAll
    void open() {
        organization = Organization.open(TestOrganization.config(database));
        service = TestOrganization.administrator(organization);
    }

    @AfterAll
    void close() {
        organization.close();
    }

    @Test
    void theAdministratorIsWhoHeIs() {
        var answer = service.execute(new OrganizationRequest("WhoAmI"));

        assertThat(answer.get("UserId")).isEqualTo(organization.administratorId());
        assertThat(answer.get("OrganizationId")).isEqualTo(organization.organizationId());
        assertThat(answer.get("BusinessUnitId")).isInstanceOf(UUID.class);
    }

    @Test
    void aCreatedRowReadsBackWithWhatTheServerGave() {
        UUID id = service.create(new Entity("account").set("name", "Acme").set("revenue", Money.of(5_000_000))
                .set("accountcategorycode", new OptionSetValue(1)).set("numberofemployees", 12));

        Entity row = service.retrieve("account", id, ColumnSet.all());

        assertThat(row.get("name")).isEqualTo("Acme");
        assertThat(row.require("revenue", Money.class).value()).isEqualByComparingTo("5000000");
        assertThat(row.require("revenue_base", Money.class).value()).isEqualByComparingTo("5000000");
        assertThat(row.get("exchangerate", BigDecimal.class)).isEqualByComparingTo("1");
        assertThat(row.get("statecode")).isEqualTo(new OptionSetValue(0));
        assertThat(row.get("statuscode")).isEqualTo(new OptionSetValue(1));
        assertThat(row.get("createdon")).isInstanceOf(Instant.class);
        assertThat(row.get("ownerid")).isEqualTo(new EntityReference("systemuser", organization.administratorId()));
        assertThat(row.get("creditonhold")).isEqualTo(false);
        assertThat(row.rowVersion()).isNotNull();
    }

    @Test
    void anUpdateWritesWhatItHoldsAndRaisesTheVersion() {
        UUID id = service.create(new Entity("contact").set("firstname", "Ann").set("lastname", "Lee"));
        Entity before = service.retrieve("contact", id, ColumnSet.of("fullname"));

        service.update(new Entity("contact", id).set("lastname", "Ray").set("statecode", new OptionSetValue(1)));

        Entity after = service.retrieve("contact", id, ColumnSet.of("fullname", "firstname", "statuscode"));
        assertThat(before.get("fullname")).isEqualTo("Ann Lee");
        assertThat(after.get("fullname")).isEqualTo("Ann Ray");
        assertThat(after.get("statuscode")).isEqualTo(new OptionSetValue(2));
        assertThat(version(after)).isGreaterThan(version(before));
    }

    private static long version(Entity row) {
        return Long.parseLong(Objects.requireNonNull(row.rowVersion()));
    }

    @Test
    void aDeepInsertIsAllOrNothing() {
        var contact = new Entity("contact").set("lastname", "Deep");
        var task = new Entity("task").set("subject", "x".repeat(201));
        contact.relatedEntities().put("Contact_Tasks", new EntityCollection("task", List.of(task)));

        assertThatThrownBy(() -> service.create(contact)).isInstanceOf(OrganizationServiceException.class)
                .hasMessageContaining("maximum allowed length of '200'");

        assertThat(service.retrieveMultiple(new QueryExpression("contact").columns("contactid").where("lastname",
                ConditionOperator.EQUAL, "Deep")).entities()).isEmpty();
    }

    @Test
    void aDeepInsertGoesToAnyDepth() {
        var contact = new Entity("contact").set("lastname", "Root");
        var task = new Entity("task").set("subject", "call");
        contact.relatedEntities().put("Contact_Tasks", new EntityCollection("task", List.of(task)));
        var account = new Entity("account").set("name", "Tree");
        account.relatedEntities().put("primarycontactid", new EntityCollection("contact", List.of(contact)));

        UUID id = service.create(account);

        EntityReference primary = service.retrieve("account", id, ColumnSet.of("primarycontactid")).require(
                "primarycontactid", EntityReference.class);
        var tasks = service.retrieveMultiple(new QueryExpression("task").columns("subject", "regardingobjectid")
                .where("regardingobjectid", ConditionOperator.EQUAL, primary.requireId()));
        assertThat(tasks.entities()).singleElement().satisfies(row -> {
            assertThat(row.get("subject")).isEqualTo("call");
            assertThat(row.get("regardingobjectid")).isEqualTo(new EntityReference("contact", primary.requireId()));
        });
    }

    @Test
    void aDeletedRowIsGoneAndTakesItsCascadesAlong() {
        UUID account = service.create(new Entity("account").set("name", "Gone"));
        UUID task = service.create(new Entity("task").set("subject", "with it").set("regardingobjectid",
                new EntityReference("account", account)));

        service.delete("account", account);

        assertThatThrownBy(() -> service.retrieve("account", account, ColumnSet.of()))
                .hasMessageContaining("Does Not Exist");
        assertThatThrownBy(() -> service.retrieve("task", task, ColumnSet.of())).hasMessageContaining("Does Not Exist");
    }

    @Test
    void aLookupToAMissingRowIsRefused() {
        assertThatThrownBy(() -> service.create(new Entity("account").set("name", "Dangling").set("primarycontactid",
                new EntityReference("contact", UUID.randomUUID())))).isInstanceOfSatisfying(
                        OrganizationServiceException.class, e -> assertThat(e.errorCode()).isEqualTo(0x80040217));
    }

    @Test
    void aBasicUserSeesOwnRowsOnly() {
        UUID user = TestOrganization.basicUser(organization, "basic-" + UUID.randomUUID());
        OrganizationService basic = organization.service(Caller.of(user));
        UUID theirs = service.create(new Entity("account").set("name", "not mine"));
        UUID mine = basic.create(new Entity("account").set("name", "mine"));

        var visible = basic.retrieveMultiple(new QueryExpression("account").columns("name"));

        assertThat(visible.entities()).extracting(Entity::id).containsExactly(mine);
        assertThatThrownBy(() -> basic.retrieve("account", theirs, ColumnSet.of("name"))).isInstanceOfSatisfying(
                OrganizationServiceException.class, e -> assertThat(e.errorCode()).isEqualTo(0x80048306));
        assertThatThrownBy(() -> basic.update(new Entity("account", theirs).set("name", "stolen")))
                .isInstanceOfSatisfying(OrganizationServiceException.class,
                        e -> assertThat(e.errorCode()).isEqualTo(0x80048306));
        assertThatThrownBy(() -> basic.create(new Entity("publisher").set("friendlyname", "x")))
                .hasMessageContaining("is missing prvCreatePublisher privilege");
    }

    @Test
    void aPlainRequestCostsOneRoundTrip() {
        UUID id = service.create(new Entity("account").set("name", "warm"));
        service.retrieve("account", id, ColumnSet.of("name"));
        var query = new QueryExpression("account").columns("name");
        service.retrieveMultiple(query);

        assertThat(roundTrips(() -> service.execute(new OrganizationRequest("WhoAmI")))).isZero();
        assertThat(roundTrips(() -> service.retrieve("account", id, ColumnSet.of("name")))).isEqualTo(1);
        assertThat(roundTrips(() -> service.retrieveMultiple(query))).isEqualTo(1);
        assertThat(roundTrips(() -> service.create(new Entity("account").set("name", "one")))).isEqualTo(1);
        assertThat(roundTrips(() -> service.update(new Entity("account", id).set("name", "two")))).isEqualTo(1);
    }

    @Test
    void rowsOfOneMessageAreSentTogether() {
        var rows = new EntityCollection("account", IntStream.range(0, 500)
                .mapToObj(i -> new Entity("account").set("name", "together " + i)).toList());
        var request = new OrganizationRequest("CreateMultiple").set("Targets", rows);
        var ids = new UUID[500];

        // The rows, and the commit.
        assertThat(roundTrips(() -> System.arraycopy(
                service.execute(request).results().require("Ids", UUID[].class), 0, ids, 0, ids.length))).isEqualTo(2);

        assertThat(service.retrieve("account", ids[0], ColumnSet.of("name")).get("name")).isEqualTo("together 0");
        assertThat(service.retrieve("account", ids[499], ColumnSet.of("name")).get("name")).isEqualTo("together 499");
    }

    @Test
    void aStatementBetweenGatheredRowsSeesThem() {
        UUID parent = UUID.randomUUID();
        var rows = new EntityCollection("account", List.of(
                new Entity("account", parent).set("name", "seen"),
                new Entity("account").set("name", "holder").set("primarycontactid",
                        new EntityReference("contact", service.create(new Entity("contact").set("lastname", "Seen"))))
                        .set("parentaccountid", new EntityReference("account", parent))));

        UUID[] ids = service.execute(new OrganizationRequest("CreateMultiple").set("Targets", rows)).results()
                .require("Ids", UUID[].class);

        assertThat(service.retrieve("account", ids[1], ColumnSet.of("parentaccountid"))
                .get("parentaccountid", EntityReference.class)).extracting(EntityReference::id).isEqualTo(parent);
    }

    @Test
    @DisplayName("custom-api 89: a privilege that came with a custom table serves as execute privilege")
    void aPrivilegeOfACustomTableServesAsExecutePrivilege() {
        organization.createTables(List.of(DefinitionJson.read("""
                {"schemaName": "new_MyAction", "primaryName": "new_name", "columns": [{"schemaName": "new_Name"}]}
                """, TableDefinition.class, "test")));
        service.create(new Entity("customapi").set("uniquename", "new_Guarded").set("name", "Guarded")
                .set("displayname", "Guarded").set("description", "Guarded")
                .set("executeprivilegename", "prvCreatenew_myaction"));
        OrganizationService basic = organization.service(
                Caller.of(TestOrganization.basicUser(organization, "guarded-" + UUID.randomUUID())));

        service.execute(new OrganizationRequest("new_Guarded"));

        assertThatThrownBy(() -> basic.execute(new OrganizationRequest("new_Guarded"))).isInstanceOfSatisfying(
                OrganizationServiceException.class, e -> assertThat(e.errorCode()).isEqualTo(0x80040220));
    }

    @Test
    void aTableOfAUserTakesEveryStandardMessage() {
        organization.createTables(List.of(DefinitionJson.read("""
                {"schemaName": "new_Machine", "primaryName": "new_name", "columns": [{"schemaName": "new_Name"},
                 {"schemaName": "new_Price", "type": "Money"},
                 {"schemaName": "new_OwnerContact", "type": "Lookup", "targets": ["contact"]}]}
                """, TableDefinition.class, "test")));
        UUID contact = service.create(new Entity("contact").set("lastname", "Machine owner"));

        UUID id = service.create(new Entity("new_machine").set("new_name", "Lathe").set("new_price", Money.of(12))
                .set("new_ownercontact", new EntityReference("contact", contact)));
        service.update(new Entity("new_machine", id).set("new_name", "Mill"));

        Entity row = service.retrieve("new_machine", id, ColumnSet.all());
        assertThat(row.get("new_name")).isEqualTo("Mill");
        assertThat(row.require("new_price_base", Money.class).value()).isEqualByComparingTo("12");
        service.delete("contact", contact);
        assertThat(service.retrieve("new_machine", id, ColumnSet.of("new_ownercontact")).get("new_ownercontact"))
                .isNull();
    }

    private long roundTrips(Runnable work) {
        long before = organization.roundTrips();
        work.run();
        return organization.roundTrips() - before;
    }

    @Test
    void aSecondOpeningFindsEverything() {
        UUID id = service.create(new Entity("account").set("name", "kept"));

        try (Organization again = Organization.open(TestOrganization.config(database))) {
            assertThat(again.administratorId()).isEqualTo(organization.administratorId());
            assertThat(TestOrganization.administrator(again).retrieve("account", id, ColumnSet.of("name")).get("name"))
                    .isEqualTo("kept");
        }
    }
}
