package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.query.FiscalCalendar;
import dev.colonnade.engine.query.QueryCalendar;
import dev.colonnade.engine.query.QueryCaller;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.query.QueryScope;
import dev.colonnade.engine.query.ReadFormat;
import dev.colonnade.engine.query.RowAccess;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The SQL of each construct of OData over the system's own tables, one file each in `golden/odata`: the query, the one statement
/// that is sent, its values. `-Dgolden=update` writes the files anew; what is asked stands in `queries.txt`.
class ODataGoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/odata");
    private static final MetadataSnapshot METADATA = metadata();
    private static final QueryCaller CALLER = new QueryCaller(new UUID(0, 0xaa), new UUID(0, 0xbb),
            Set.of(new UUID(0, 0xcc)), 1033);
    /// A day in spring, weeks from Monday, fiscal years in quarters from April on.
    private static final QueryCalendar CALENDAR = new QueryCalendar(
            InstantSource.fixed(Instant.parse("2024-05-15T10:30:00Z")), ZoneId.of("Europe/Berlin"), DayOfWeek.MONDAY,
            new FiscalCalendar(MonthDay.of(4, 1), FiscalCalendar.Periods.QUARTERLY, true));

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theStatementOfAQueryIsTheOneWrittenDown(Case example) throws IOException {
        String text = "-- " + example.query + "\n" + example.statements() + "\n";

        Path file = GOLDEN.resolve(example.name + ".sql");
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    static Stream<Case> cases() {
        try {
            return Files.readAllLines(GOLDEN.resolve("queries.txt")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Case(line.substring(0, line.indexOf(' ')),
                            line.substring(line.indexOf(' ')).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MetadataSnapshot metadata() {
        List<TableDefinition> given = SystemDefinitions.tables();
        TableDefinition pointer = given.stream().filter(table -> table.schemaName().equals("ActivityPointer"))
                .findFirst().orElseThrow();
        return SnapshotBuilder.build(
                given.stream().map(table -> TableCompletion.complete(table, pointer, 10_000)).toList(),
                SystemDefinitions.choices());
    }

    /// @param query an entity set with its options, blanks and quotes not encoded
    record Case(String name, String query) {

        @Override
        public String toString() {
            return name;
        }

        private String statements() {
            var sent = new ArrayList<Statement>();
            int mark = query.indexOf('?');
            Table table = METADATA.tables().stream()
                    .filter(one -> one.entitySetName().equals(query.substring(0, mark))).findFirst().orElseThrow();
            QueryString options = QueryString.parse(query.substring(mark + 1).replace("%", "%25").replace("+", "%2B"));
            OptionClauses clauses = new SeenUrls().options(options, Limits.DEFAULT);
            var scope = new QueryScope(METADATA, RowAccess.ALL, recording(sent),
                    new ReadFormat(false, 1033, 1033, CALENDAR.zone()), Limits.DEFAULT, CALLER, CALENDAR);
            if (clauses.apply() != null) {
                new QueryRunner().retrieveMultiple(ApplyPlan.of(METADATA, table, clauses, new Aliases(options),
                        Limits.DEFAULT).query(), List.of(), scope);
            } else {
                ReadPlan plan = ReadPlan.of(METADATA, new ReadShapes(), table, clauses, new Aliases(options),
                        Limits.DEFAULT, 0);
                new QueryRunner().retrieveMultiple(plan.query(), plan.expands(), scope);
            }
            return sent.stream().map(Case::shown).collect(Collectors.joining("\n"));
        }

        private static String shown(Statement statement) {
            String sql = statement.text().replaceAll(
                    " (from|where|group by|order by|fetch next|left outer join|join|cross join|left join|and|or) ",
                    "\n$1 ");
            return sql + "\n-- " + statement.values().stream().map(Case::shown).collect(Collectors.joining(", "));
        }

        private static String shown(@Nullable Object value) {
            return value instanceof Object[] several ? Arrays.toString(several) : String.valueOf(value);
        }

        private static UnitOfWork recording(List<Statement> sent) {
            return (UnitOfWork) Proxy.newProxyInstance(UnitOfWork.class.getClassLoader(),
                    new Class<?>[]{UnitOfWork.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("list") && arguments[0] instanceof Statement statement) {
                            sent.add(statement);
                            return List.of();
                        }
                        throw new UnsupportedOperationException(method.getName());
                    });
        }
    }
}
