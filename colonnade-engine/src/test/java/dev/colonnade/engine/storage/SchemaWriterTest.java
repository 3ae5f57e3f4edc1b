package dev.colonnade.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataStore;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.metadata.TableKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaWriterTest {

    private static final int ROUND_TRIPS_MAX = 8;

    private final Database database = TestDatabase.open();
    private long roundTrips;

    @BeforeAll
    void install() {
        long before = database.roundTrips();
        create(TestTables.system());
        roundTrips = database.roundTrips() - before;
        create(List.of(TestTables.of("""
                {"schemaName": "Parent", "ownership": "None", "kind": "Child", "columns": [
                  {"schemaName": "Code"}, {"schemaName": "ParentId", "type": "Uniqueidentifier"},
                  {"schemaName": "UpperId", "type": "Lookup", "targets": ["parent"]}],
                 "keys": [{"schemaName": "Parent_Code", "columns": ["code"]}]}"""), TestTables.of("""
                {"schemaName": "Child", "ownership": "None", "kind": "Child", "columns": [
                  {"schemaName": "ParentId", "type": "Lookup", "targets": ["parent"]}]}""")));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void allSystemTablesAreMadeInFewRoundTrips() {
        assertThat(roundTrips).isLessThanOrEqualTo(ROUND_TRIPS_MAX);
        try (UnitOfWork work = database.begin()) {
            for (Table table : TestTables.systemSnapshot().tables()) {
                assertThat(work.list(new Statement("select count(*) from " + SqlNames.quoted(table.logicalName()),
                        List.of()), row -> row.getLong(1))).as(table.logicalName()).hasSize(1);
            }
        }
    }

    @Test
    void definitionsAreReadBackAsTheyWereWritten() {
        try (UnitOfWork work = database.begin()) {
            MetadataStore store = database.definitions(work);
            List<TableDefinition> loaded = store.loadTables();

            assertThat(loaded).extracting(TableDefinition::logicalName)
                    .containsAll(TestTables.system().stream().map(TableDefinition::logicalName).toList());
            for (TableDefinition table : TestTables.system()) {
                TableDefinition read = loaded.stream()
                        .filter(other -> Objects.equals(other.logicalName(), table.logicalName())).findFirst()
                        .orElseThrow();
                assertThat(names(read)).isEqualTo(names(table));
                assertThat(read.relationships()).isEqualTo(table.relationships());
                assertThat(read.states()).isEqualTo(table.states());
                assertThat(read.keys()).isEqualTo(table.keys());
            }
            assertThat(store.loadChoices()).containsExactlyInAnyOrderElementsOf(TestTables.systemChoices());
        }
    }

    @Test
    void theViewOfActivitiesHoldsTheRowsOfEveryKind() {
        UUID task = UUID.randomUUID();
        UUID email = UUID.randomUUID();
        try (UnitOfWork work = database.begin()) {
            for (Table table : TestTables.systemSnapshot().tables()) {
                if (table.kind() == TableKind.ACTIVITY && !table.logicalName().equals("appointment")) {
                    work.execute(new Statement("insert into " + SqlNames.quoted(table.logicalName())
                            + " (activityid, subject) values (?, ?)",
                            values(table.logicalName().equals("task")
                                    ? task
                                    : table.logicalName().equals("email")
                                            ? email
                                            : UUID.randomUUID(),
                                    table.logicalName())));
                }
            }

            assertThat(work.list(new Statement("""
                    select activitytypecode from activitypointer where activityid = any(?) order by activitytypecode""",
                    values((Object) new UUID[]{task, email})), row -> row.getString(1)))
                    .containsExactly("email", "task");
        }
    }

    @Test
    void aNewKindOfActivityJoinsTheView() {
        TableDefinition pointer = TestTables.system().stream()
                .filter(table -> "activitypointer".equals(table.logicalName())).findFirst().orElseThrow();
        create(List.of(dev.colonnade.engine.metadata.TableCompletion.complete(
                dev.colonnade.engine.metadata.DefinitionJson.read("""
                        {"schemaName": "sample_Visit", "kind": "Activity"}""", TableDefinition.class, "test"), pointer,
                10_001)));
        try (UnitOfWork work = database.begin()) {
            work.execute(new Statement("insert into \"sample_visit\" (activityid, subject) values (?, ?)",
                    values(UUID.randomUUID(), "first visit")));

            assertThat(work.list(new Statement("select activitytypecode from activitypointer where subject = ?",
                    values("FIRST VISIT")), row -> row.getString(1))).containsExactly("sample_visit");
        }
    }

    @Test
    void aPrimaryKeyInUseIsADuplicate() {
        UUID id = UUID.randomUUID();
        insertParent(id, null, null);

        assertFailure(ErrorCode.DUPLICATE_RECORD, () -> insertParent(id, null, null), "Cannot insert duplicate key.");
    }

    @Test
    void anAlternateKeyInUseIsNamedWithItsColumns() {
        insertParent(UUID.randomUUID(), "A-1", null);

        assertFailure(ErrorCode.DUPLICATE_RECORD_ENTITY_KEY, () -> insertParent(UUID.randomUUID(), "a-1", null),
                "Entity Key Parent_Code violated. A record with the same value for code already exists.");
    }

    @Test
    void aLookupToNoRowNamesTableAndId() {
        UUID nobody = UUID.randomUUID();

        assertFailure(ErrorCode.OBJECT_DOES_NOT_EXIST, () -> insertChild(nobody),
                "Entity 'parent' With Id = " + nobody + " Does Not Exist");
        assertFailure(ErrorCode.OBJECT_DOES_NOT_EXIST, () -> insertParent(UUID.randomUUID(), null, nobody),
                "Entity 'parent' With Id = " + nobody + " Does Not Exist");
    }

    @Test
    void aRowThatOthersReferToStays() {
        UUID upper = UUID.randomUUID();
        UUID lower = UUID.randomUUID();
        insertParent(upper, null, null);
        insertParent(lower, null, upper);
        insertChild(lower);

        assertFailure(ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION, () -> deleteParent(upper), "'parent'");
        assertFailure(ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION, () -> deleteParent(lower), "'child'");
    }

    @Test
    void aKeyColumnTakesNoNull() {
        assertFailure(ErrorCode.ATTRIBUTE_NOT_NULLABLE, () -> insertParent(null, null, null),
                "The column 'parentid' of 'parent' cannot be set to null.");
    }

    @Test
    void everyRowGetsAGreaterVersionThanTheLast() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        insertParent(first, null, null);
        insertParent(second, null, null);
        try (UnitOfWork work = database.begin()) {
            var version = "select versionnumber from parent where parentid = ?";
            List<Long> versions = List.of(
                    work.list(new Statement(version, values(first)), row -> row.getLong(1)).getFirst(),
                    work.list(new Statement(version, values(second)), row -> row.getLong(1)).getFirst());

            assertThat(versions.get(1)).isGreaterThan(versions.get(0));
        }
    }

    private static List<String> names(TableDefinition table) {
        return Objects.requireNonNull(table.columns()).stream()
                .map(column -> column.logicalName() + " " + column.type())
                .toList();
    }

    private void insertParent(@Nullable UUID id, @Nullable String code, @Nullable UUID upper) {
        run("insert into parent (parentid, code, upperid) values (?::uuid, ?, ?::uuid)", id, code, upper);
    }

    private void insertChild(UUID parent) {
        run("insert into child (childid, parentid) values (?, ?)", UUID.randomUUID(), parent);
    }

    private void deleteParent(UUID id) {
        run("delete from parent where parentid = ?", id);
    }

    private void run(String text, @Nullable Object... values) {
        try (UnitOfWork work = database.begin()) {
            work.execute(new Statement(text, values(values)));
        }
    }

    private void create(List<TableDefinition> tables) {
        boolean isFirst = tables.size() > 2;
        try (UnitOfWork work = database.begin()) {
            database.definitions(work).createTables(tables, isFirst ? TestTables.systemChoices() : List.of());
            work.commit();
        }
    }

    private static List<@Nullable Object> values(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static void assertFailure(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call,
            String text) {
        assertThatThrownBy(call).hasMessageContaining(text).isInstanceOfSatisfying(ServiceException.class,
                e -> assertThat(e.code()).isEqualTo(code));
    }
}
