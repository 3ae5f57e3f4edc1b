package dev.colonnade.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.OrderType;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What PostgreSQL makes of the usual statements, on a table of 20,000 rows; and how it ends one that takes too long.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexUseTest {

    private static final UUID SOME_ID = new UUID(0, 1);

    private final MetadataSnapshot metadata = Scopes.metadata();
    private final DatabaseConfig config = TestDatabase.config();
    private final Database database = Database.open(config);

    @BeforeAll
    void rows() {
        Rows.createTables(database);
        new Rows(database, metadata).insert("contact", SOME_ID, Map.of("fullname", "Ann"));
        try (UnitOfWork work = database.begin()) {
            work.execute(new Statement("""
                    insert into account (accountid, name, fax, createdon, primarycontactid)
                    select gen_random_uuid(), 'Account ' || n, 'x', timestamptz '2024-01-01' + n * interval '1 minute',
                           case when n % 1000 = 0 then ?::uuid end
                    from generate_series(1, 20000) n""", List.of(SOME_ID)));
            work.execute(new Statement("analyze account", List.of()));
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aRowIsFoundByItsKey() {
        assertThat(plan(accounts().where("accountid", ConditionOperator.EQUAL, SOME_ID)))
                .contains("Index Scan using").contains("accountid = ").doesNotContain("Seq Scan");
    }

    @Test
    void rowsAreFoundByALookup() {
        assertThat(plan(accounts().where("primarycontactid", ConditionOperator.EQUAL, SOME_ID)))
                .contains("ix:account:primarycontactid").doesNotContain("Seq Scan");
    }

    @Test
    void severalRowsAreFoundByTheirKeys() {
        assertThat(plan(accounts().where("accountid", ConditionOperator.IN, SOME_ID, new UUID(0, 2))))
                .contains("accountid = ANY").doesNotContain("Seq Scan");
    }

    @Test
    void pagesInTheOrderOfTheKeyAreReadFromTheIndex() {
        QueryExpression query = accounts().pageInfo(new PagingInfo(50, 1, null, false));
        assertThat(plan(query)).contains("Index").doesNotContain("Seq Scan").doesNotContain("Sort");
    }

    @Test
    void rowsBelowAnotherAreFoundLevelByLevel() {
        assertThat(plan(accounts().where("accountid", ConditionOperator.UNDER, SOME_ID)))
                .contains("Recursive Union").contains("ix:account:parentaccountid");
    }

    @Test
    void linkedRowsAreFoundByTheirLookup() {
        var link = new LinkEntity("contactid", "account", "primarycontactid", JoinOperator.EXISTS, "a");
        QueryExpression query = new QueryExpression("contact").columns("fullname")
                .where("contactid", ConditionOperator.EQUAL, SOME_ID).add(link);
        assertThat(plan(query)).contains("ix:account:primarycontactid").doesNotContain("Seq Scan on account");
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByPostgres() {
        var impatient = new DatabaseConfig(config.jdbcUrl(), config.user(), config.password(), config.schema(), 1,
                Duration.ofMillis(300));
        QueryExpression query = accounts().orderBy("name", OrderType.ASCENDING);
        for (String alias : List.of("a", "b", "c")) {
            query.add(new LinkEntity("fax", "account", "fax", JoinOperator.INNER, alias));
        }

        try (Database hasty = Database.open(impatient); UnitOfWork work = hasty.begin()) {
            assertThatExceptionOfType(ServiceException.class)
                    .isThrownBy(() -> new QueryRunner().retrieveMultiple(query, List.of(),
                            Scopes.of(metadata, RowAccess.ALL, work, false)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_TIMEOUT));
        }
        try (UnitOfWork work = database.begin()) {
            assertThat(work.list(new Statement("""
                    select query from pg_stat_activity
                    where state = 'active' and pid <> pg_backend_pid() and query like '%"fax"%'""", List.of()),
                    row -> row.getString(1))).isEmpty();
        }
    }

    private String plan(QueryExpression query) {
        try (UnitOfWork work = database.begin()) {
            QueryScope scope = Scopes.of(metadata, RowAccess.ALL, work, false);
            QueryPlanner.Planned planned = new QueryPlanner(scope).page(query, List.of());
            Map<String, org.jooq.Condition> access = planned.secured().stream().collect(Collectors.toMap(
                    QueryPlanner.SecuredTable::alias, secured -> org.jooq.impl.DSL.noCondition()));
            Statement statement = CompiledQuery.page(planned, access).bind(planned.values(), Map.of());
            return String.join("\n", work.list(new Statement("explain " + statement.text(), statement.values()),
                    row -> row.getString(1)));
        }
    }

    private static QueryExpression accounts() {
        return new QueryExpression("account").columns("name");
    }
}
