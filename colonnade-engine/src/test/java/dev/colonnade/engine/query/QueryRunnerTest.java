package dev.colonnade.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.LogicalOperator;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryRunnerTest {

    private static final UUID ACME = id(1);
    private static final UUID ANN = id(11);
    private static final UUID BOB = id(12);
    private static final UUID OWNER = id(90);

    private final MetadataSnapshot metadata = Scopes.metadata();
    private final Database database = TestDatabase.open();
    private final QueryRunner runner = new QueryRunner();

    @BeforeAll
    void rows() {
        Rows.createTables(database);
        var rows = new Rows(database, metadata);
        rows.insert("systemuser", OWNER, Map.of("fullname", "Olga Owner", "domainname", "olga", "firstname", "Olga",
                "lastname", "Owner"));
        rows.insert("contact", ANN, Map.of("fullname", "Ann Lee", "lastname", "Lee", "emailaddress1", "ann@x"));
        rows.insert("contact", BOB, Map.of("fullname", "Bob Äst", "lastname", "Äst"));
        rows.insert("account", ACME, Map.of("name", "Acme", "numberofemployees", 1500, "revenue",
                new Money(new BigDecimal("20000")), "primarycontactid", new EntityReference("contact", ANN),
                "ownerid", new EntityReference("systemuser", OWNER), "owneridtype", "systemuser",
                "statecode", new OptionSetValue(0), "createdon", Instant.parse("2024-01-31T22:30:00Z"),
                "creditonhold", true));
        rows.insert("account", id(2), Map.of("name", "Bänk", "numberofemployees", 3, "parentaccountid",
                new EntityReference("account", ACME), "statecode", new OptionSetValue(1)));
        rows.insert("account", id(3), Map.of("name", "acme two", "primarycontactid",
                new EntityReference("contact", BOB), "statecode", new OptionSetValue(0)));
        rows.insert("account", id(4), Map.of("statecode", new OptionSetValue(0)));
        for (int i = 0; i < 3; i++) {
            rows.insert("task", id(50 + i), Map.of("subject", "Call " + i, "regardingobjectid",
                    new EntityReference("account", ACME), "regardingobjecttypecode", "account"));
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aRowComesWithItsKeyItsVersionAndTheColumnsThatWereAskedFor() {
        Entity row = retrieve(ACME, ColumnSet.of("name", "telephone1"));

        assertThat(row.id()).isEqualTo(ACME);
        assertThat(row.rowVersion()).matches("\\d+");
        assertThat(row.attributes()).containsOnlyKeys("name", "telephone1", "accountid");
        assertThat(row.get("name")).isEqualTo("Acme");
        assertThat(row.contains("telephone1")).isTrue();
        assertThat(row.get("telephone1")).isNull();
    }

    @Test
    void allColumnsAreTheStoredOnesWithoutImages() {
        Entity row = retrieve(ACME, ColumnSet.all());

        assertThat(row.attributes()).containsKeys("name", "versionnumber", "owneridtype", "statuscode")
                .doesNotContainKeys("entityimage", "primarycontactidname");
    }

    @Test
    void aRowThatIsNotThereIsNull() {
        assertThat(this.<Entity>read(
                scope -> runner.retrieve(table("account"), id(999), ColumnSet.of("name"), List.of(), scope)))
                .isNull();
    }

    @Test
    void valuesAreDisplayedInTheUsersWay() {
        Entity row = retrieve(ACME, ColumnSet.of("numberofemployees", "revenue", "statecode", "createdon", "ownerid",
                "primarycontactid", "creditonhold"));

        assertThat(row.formattedValues()).containsEntry("numberofemployees", "1,500")
                .containsEntry("revenue", "$20,000.00").containsEntry("statecode", "Active")
                .containsEntry("createdon", "1/31/2024 11:30 PM").containsEntry("ownerid", "Olga Owner")
                .containsEntry("primarycontactid", "Ann Lee").containsEntry("creditonhold", "Yes");
        EntityReference owner = row.require("ownerid", EntityReference.class);
        assertThat(owner.logicalName()).isEqualTo("systemuser");
        assertThat(owner.name()).isEqualTo("Olga Owner");
        assertThat(row.contains("transactioncurrencyid")).isTrue();
    }

    @Test
    void companionsGiveTheDisplayText() {
        Entity row = retrieve(ACME, ColumnSet.of("primarycontactidname", "statecodename", "owneridname"));

        assertThat(row.get("primarycontactidname")).isEqualTo("Ann Lee");
        assertThat(row.get("statecodename")).isEqualTo("Active");
        assertThat(row.get("owneridname")).isEqualTo("Olga Owner");
    }

    @Test
    void anUnknownColumnIsNamed() {
        assertFault(accounts("x"), ErrorCode.QUERY_BUILDER_NO_ATTRIBUTE,
                "'account' entity doesn't contain attribute with Name = 'x' and NameMapping = 'Logical'.");
        assertFault(accounts("name").where("x", ConditionOperator.NULL), ErrorCode.QUERY_BUILDER_NO_ATTRIBUTE, "'x'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            LIKE                | name | acme        | Acme
            LIKE                | name | ACME%       | Acme, acme two
            LIKE                | name | b_nk        | Bänk
            LIKE                | name | [a-b]%      | Acme, acme two, Bänk
            LIKE                | name | [^a]%       | Bänk
            LIKE                | name | %e[ ]t%     | acme two
            LIKE                | name | %[%]%       | ""
            BEGINS_WITH         | name | bank        | Bänk
            BEGINS_WITH         | name | ban         | Bänk
            ENDS_WITH           | name | TWO         | acme two
            EQUAL               | name | ACME        | Acme
            GREATER_THAN        | name | acme two    | Bänk
            EQUAL               | numberofemployees | 1500 | Acme
            EQUAL               | statecode | 1      | Bänk
            EQUAL               | createdon | 2024-01-31T22:30:00Z | Acme
            LESS_THAN           | createdon | 2024-02-01 | Acme
            EQUAL               | accountid | {00000000-0000-0000-0000-000000000001} | Acme
            EQUAL               | primarycontactid | 00000000-0000-0000-0000-00000000000B | Acme
            EQUAL               | primarycontactidname | bob ast | acme two
            EQUAL               | statecodename | inactive | Bänk
            EQUAL               | creditonhold | true  | Acme
            EQUAL               | revenue | 20000.0    | Acme
            """)
    void conditionsTakeTheRowsThatTheyShould(ConditionOperator operator, String column, String value,
            String expected) {
        List<String> names = names(accounts("name").where(column, operator, value).orderBy("name",
                OrderType.ASCENDING));

        assertThat(String.join(", ", names)).isEqualTo(expected);
    }

    @Test
    void notEqualAlsoTakesEmptyValuesAndANegatedFilterDoesNot() {
        var negated = new FilterExpression(LogicalOperator.AND, true).add("name", ConditionOperator.EQUAL, "Acme");

        assertThat(ids(accounts().where("name", ConditionOperator.NOT_EQUAL, "Acme"))).contains(id(4))
                .doesNotContain(ACME);
        assertThat(ids(accounts().criteria(negated))).doesNotContain(id(4), ACME).contains(id(2));
    }

    @Test
    void aListIsOneValue() {
        assertThat(ids(accounts().where("accountid", ConditionOperator.IN, ACME, id(2).toString())))
                .containsExactly(ACME, id(2));
        assertThat(ids(accounts().where("name", ConditionOperator.IN, "ACME", "BANK"))).containsExactly(ACME, id(2));
        assertThat(ids(accounts().where("numberofemployees", ConditionOperator.IN, 3, 1500)))
                .containsExactly(ACME, id(2));
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedWithTheColumnsName() {
        assertFault(accounts().where("numberofemployees", ConditionOperator.EQUAL, "many"),
                ErrorCode.QUERY_BUILDER_INVALID_VALUE, "'numberofemployees'");
        assertFault(accounts().where("primarycontactid", ConditionOperator.EQUAL, "x"),
                ErrorCode.QUERY_BUILDER_INVALID_VALUE,
                "'primarycontactid'");
        assertFault(accounts().where("name", ConditionOperator.BETWEEN, "a"),
                ErrorCode.INVALID_NUMBER_OF_ARGUMENTS, "2 values");
        assertFault(accounts().where("statecode", ConditionOperator.LIKE, "a"),
                ErrorCode.QUERY_BUILDER_INVALID_FILTER_CONDITION, "'statecode'");
    }

    @Test
    void columnsOfLinkedTablesComeUnderTheirAlias() {
        QueryExpression query = accounts("name").orderBy("name", OrderType.ASCENDING).add(contact(JoinOperator.INNER));

        EntityCollection rows = page(query);

        assertThat(rows.entities()).extracting(row -> row.get("c.lastname"))
                .containsExactly(new AliasedValue("contact", "lastname", "Lee"),
                        new AliasedValue("contact", "lastname", "Äst"));
    }

    @Test
    void aConditionOnALinkedTableAppliesAfterTheJoin() {
        QueryExpression query = accounts("name").add(contact(JoinOperator.LEFT_OUTER));
        query.criteria().add(new ConditionExpression("contactid", ConditionOperator.NULL).ofEntity("c"));

        assertThat(ids(query)).containsExactly(id(2), id(4));
    }

    @Test
    void expandedRowsComeUnderTheirNavigationProperty() {
        Expand contact = new Expand("primarycontactid", new QueryExpression("contact").columns("fullname"), List.of());
        Expand tasks = new Expand("Account_Tasks", new QueryExpression("task").columns("subject", "createdon",
                "regardingobjectid").orderBy("subject", OrderType.DESCENDING).topCount(2), List.of());
        Expand children = new Expand("account_parent_account", new QueryExpression("account")
                .columnSet(ColumnSet.all()), List.of());

        Entity row = read(scope -> runner.retrieve(table("account"), ACME, ColumnSet.of("name"),
                List.of(contact, tasks, children), scope));

        assertThat(row).isNotNull();
        assertThat(related(row, "primarycontactid").getFirst().get("fullname")).isEqualTo("Ann Lee");
        assertThat(related(row, "Account_Tasks")).extracting(task -> task.get("subject"))
                .containsExactly("Call 2", "Call 1");
        Entity task = related(row, "Account_Tasks").getFirst();
        assertThat(task.get("regardingobjectid")).isEqualTo(new EntityReference("account", ACME));
        assertThat(task.formattedValues()).containsEntry("regardingobjectid", "Acme");
        assertThat(related(row, "account_parent_account").getFirst().get("name")).isEqualTo("Bänk");
        assertThat(related(row, "account_parent_account").getFirst().get("numberofemployees")).isEqualTo(3);
    }

    @Test
    void anEmptyLookupExpandsToNothing() {
        Expand contact = new Expand("primarycontactid", new QueryExpression("contact").columns("fullname"), List.of(
                new Expand("Contact_Tasks", new QueryExpression("task").columns("subject"), List.of())));

        Entity row = read(scope -> runner.retrieve(table("account"), id(4), ColumnSet.of("name"), List.of(contact),
                scope));

        assertThat(row).isNotNull();
        assertThat(related(row, "primarycontactid")).isEmpty();
    }

    @Test
    void onlyVisibleRowsComeWhereverTheyStand() {
        RowAccess named = (table, alias) -> table.logicalName().equals("account")
                ? DSL.field(DSL.name(alias, DSL.quotedName("name"))).eq(DSL.val((Object) "Acme"))
                : table.logicalName().equals("contact") ? DSL.falseCondition() : DSL.noCondition();
        Expand contact = new Expand("primarycontactid", new QueryExpression("contact").columns("fullname"), List.of());

        try (UnitOfWork work = database.begin()) {
            QueryScope scope = Scopes.of(metadata, named, work, false);
            EntityCollection rows = runner.retrieveMultiple(accounts("name"), List.of(contact), scope);
            assertThat(rows.entities()).extracting(Entity::id).containsExactly(ACME);
            assertThat(related(rows.entities().getFirst(), "primarycontactid")).isEmpty();
            assertThat(runner.retrieve(table("account"), id(2), ColumnSet.of(), List.of(), scope)).isNull();
            assertThat(runner.count(accounts(), scope)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"name,ASCENDING", "name,DESCENDING", "primarycontactid,ASCENDING", "createdon,DESCENDING",
            "accountid,DESCENDING", "numberofemployees,ASCENDING", "creditonhold,ASCENDING", "revenue,DESCENDING"})
    void pagesFollowOneAnotherWithoutGapsOrRepeats(String column, OrderType order) {
        QueryExpression query = accounts("name").orderBy(column, order);
        List<UUID> all = ids(query);
        var byCookie = new ArrayList<@Nullable UUID>();
        var byNumber = new ArrayList<@Nullable UUID>();
        EntityCollection page = page(query.pageInfo(new PagingInfo(1, 1, null, false)));
        page.forEach(row -> byCookie.add(row.id()));
        byNumber.addAll(byCookie);
        for (int number = 2; page.moreRecords(); number++) {
            page(query.pageInfo(new PagingInfo(1, number, null, false))).forEach(row -> byNumber.add(row.id()));
            page = page(query.pageInfo(new PagingInfo(1, number, page.pagingCookie(), false)));
            page.forEach(row -> byCookie.add(row.id()));
        }

        assertThat(byCookie).containsExactlyElementsOf(all).hasSameSizeAs(new HashSet<>(byCookie));
        assertThat(byNumber).containsExactlyElementsOf(all);
        assertThat(page.pagingCookie()).isNull();
    }

    @Test
    void aCookieThatIsNotOursIsRefused() {
        QueryExpression query = accounts("name").orderBy("name", OrderType.ASCENDING)
                .pageInfo(new PagingInfo(1, 1, null, false));
        String cookie = page(query).pagingCookie();
        assertThat(cookie).isNotNull();

        for (String wrong : List.of("x", "<cookie/>", cookie.substring(1), cookie.replace("last=\"", "last=\"A"))) {
            assertFault(query.pageInfo(new PagingInfo(1, 2, wrong, false)),
                    ErrorCode.QUERY_BUILDER_INVALID_PAGING_COOKIE, "cookie");
        }
        assertFault(accounts("name").orderBy("createdon", OrderType.ASCENDING)
                .pageInfo(new PagingInfo(1, 2, cookie, false)), ErrorCode.QUERY_BUILDER_PAGING_ORDER_BY, "cookie");
    }

    @Test
    void theNumberOfAllRowsIsToldUpToALimit() {
        EntityCollection rows = page(accounts().pageInfo(new PagingInfo(2, 1, null, true)));
        assertThat(rows.totalRecordCount()).isEqualTo(4);
        assertThat(rows.totalRecordCountLimitExceeded()).isFalse();
        assertThat(page(accounts().pageInfo(new PagingInfo(2, 9, null, true))).totalRecordCount()).isEqualTo(4);

        try (UnitOfWork work = database.begin()) {
            var limits = new Limits(1, 1, 1, 1, 1, 1, 5_000, 3, 2, 1, 3, 2, 3, 8, 1, Limits.DEFAULT.plugins(), 1, 1,
                    Limits.DEFAULT.statementTime(), Limits.DEFAULT.pluginHttp());
            QueryScope scope = Scopes.of(metadata, RowAccess.ALL, work, false, limits);
            EntityCollection few = runner.retrieveMultiple(
                    accounts().pageInfo(new PagingInfo(2, 1, null, true)), List.of(), scope);
            assertThat(few.totalRecordCount()).isEqualTo(3);
            assertThat(few.totalRecordCountLimitExceeded()).isTrue();
            assertThat(runner.count(accounts(), scope)).isEqualTo(3);
        }
    }

    @Test
    void distinctRowsComeOnce() {
        EntityCollection rows = page(accounts("statecode").distinct(true).orderBy("statecode", OrderType.DESCENDING));

        assertThat(rows.entities()).extracting(row -> row.get("statecode")).containsExactly(new OptionSetValue(1),
                new OptionSetValue(0));
    }

    @Test
    void aKeyFindsItsRow() {
        Map<String, @Nullable Object> primary = Map.of("accountid", ACME.toString());
        Map<String, @Nullable Object> wrong = Map.of("name", "Acme");

        assertThat(this.<UUID>read(scope -> runner.findByKey(table("account"), primary, scope))).isEqualTo(ACME);
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> this.<UUID>read(scope -> runner.findByKey(table("account"), wrong, scope)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENTITY_KEY_NOT_DEFINED));
    }

    @Test
    void aReadIsOneRoundTripAndItsStatementIsKept() {
        page(accounts("name").where("name", ConditionOperator.EQUAL, "first"));
        List<String> before = runner.statements();
        long roundTrips = database.roundTrips();

        page(accounts("name").where("name", ConditionOperator.EQUAL, "second"));

        assertThat(database.roundTrips() - roundTrips).isEqualTo(1);
        assertThat(runner.statements()).containsExactlyInAnyOrderElementsOf(before);
    }

    private Entity retrieve(UUID id, ColumnSet columns) {
        Entity row = read(scope -> runner.retrieve(table("account"), id, columns, List.of(), scope));
        assertThat(row).isNotNull();
        return row;
    }

    private EntityCollection page(QueryExpression query) {
        try (UnitOfWork work = database.begin()) {
            return runner.retrieveMultiple(query, List.of(), Scopes.of(metadata, RowAccess.ALL, work, false));
        }
    }

    private <T> @Nullable T read(Read<T> read) {
        try (UnitOfWork work = database.begin()) {
            return read.in(Scopes.of(metadata, RowAccess.ALL, work, true));
        }
    }

    private List<UUID> ids(QueryExpression query) {
        var ids = new ArrayList<UUID>();
        page(query).forEach(row -> ids.add(row.toEntityReference().requireId()));
        return ids;
    }

    private List<String> names(QueryExpression query) {
        return page(query).entities().stream().map(row -> row.require("name", String.class)).toList();
    }

    private void assertFault(QueryExpression query, ErrorCode code, String text) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> page(query)).satisfies(e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(text);
        });
    }

    private static List<Entity> related(Entity row, String navigation) {
        EntityCollection rows = row.relatedEntities().get(navigation);
        assertThat(rows).isNotNull();
        return rows.entities();
    }

    private static LinkEntity contact(JoinOperator operator) {
        return new LinkEntity("primarycontactid", "contact", "contactid", operator, "c")
                .columns(ColumnSet.of("lastname"));
    }

    private static QueryExpression accounts(String... columns) {
        return new QueryExpression("account").columns(columns);
    }

    private Table table(String name) {
        return metadata.table(name);
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    @FunctionalInterface
    private interface Read<T> {

        @Nullable
        T in(QueryScope scope);
    }
}
