package dev.colonnade.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.bench.load.LoadResult;
import dev.colonnade.bench.watch.CpuUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private static final BenchOptions OPTIONS = BenchOptions.parse(Path.of("."), "--quick");
    private static final Variant LIMIT = new Variant(Site.LIMIT, 1, 1, "limit", Map.of());
    private static final Variant COLONNADE = new Variant(Site.COLONNADE, 2, 2, "colonnade", Map.of());
    private static final Work RETRIEVE = new Work(Works.RETRIEVE, Ask.RETRIEVE, 32, List.of(LIMIT, COLONNADE));

    @Test
    void goalsAreJudgedByTheMedianOfTheRatiosWithinARound() {
        var outcome = Outcome.of(results(), Map.of(Site.COLONNADE, 300L * 1024 * 1024), 0);

        List<Goals.Line> goals = Goals.of(outcome);

        assertThat(goals)
                .contains(new Goals.Line("retrieve, not coalesced", "≥ 0.85 of limit", "0.90 (0.80–0.90)", true));
        assertThat(goals)
                .contains(new Goals.Line("resident memory of the Java process after the run", "≤ 250 MB", "300 MB",
                        false));
        assertThat(goals).filteredOn(goal -> goal.what().equals("query of 50 rows"))
                .allMatch(goal -> goal.found() == null);
    }

    @Test
    void thePageShowsWhatEachRequestCost() {
        var machine = new Machine("A processor", 2, 24, "Linux", "Java 25");

        String report = Report.write(OPTIONS, machine, "abc", Outcome.of(results(), Map.of(), 0));

        assertThat(report).contains("A processor, 2 processors", "quick: a look, not a measurement",
                "| Colonnade | 90 | 0.90 (0.80–0.90) | 2.00 |", "| limit | 100 | 1.00 (1.00–1.00) |");
    }

    private static Results results() {
        var results = new Results();
        for (long requests : List.of(90L, 80L, 90L)) {
            results.add(RETRIEVE, LIMIT, slice(100));
            results.add(RETRIEVE, COLONNADE, slice(requests));
        }
        return results;
    }

    private static Slice slice(long requests) {
        var nanos = new Histogram(3);
        nanos.recordValue(2_000_000);
        return new Slice(new LoadResult(requests, 0, null, 1, nanos), new CpuUse(1, 0.5, 0.3, 0.1, 0.05, 0));
    }

    @Test
    void eachCommandWritesItsOwnPartOfThePage() throws IOException {
        String page = "head\n<!-- begin: a -->\nold\n<!-- end: a -->\nmiddle\n<!-- begin: b -->\nkept\n<!-- end: b -->\n";

        assertThat(BenchmarkPage.replace(page, "a", "new\n")).isEqualTo(page.replace("old", "new"));
        assertThatThrownBy(() -> BenchmarkPage.replace(page, "c", "x")).isInstanceOf(IOException.class)
                .hasMessageContaining("'c'");
    }

    @Test
    void wrongOptionsAndWorksAreNamed() {
        assertThatThrownBy(() -> BenchOptions.parse(Path.of("."), "--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> BenchOptions.parse(Path.of("."), "retreive")).hasMessageContaining("retreive")
                .hasMessageContaining("retrieve-64");
        assertThat(BenchOptions.parse(Path.of("."), "--rounds=9").isWhole()).isTrue();
        assertThat(BenchOptions.parse(Path.of("."), "retrieve").isWhole()).isFalse();
        assertThat(OPTIONS.isWhole()).isFalse();
    }

    @Test
    void theRowsOfBothDatabasesAreMadeByTheSameExpressions() {
        List<String> columns = Rows.expressions("a", "b", "c", "d");

        assertThat(Rows.insert("t", columns)).startsWith("insert into t (queueid, name,")
                .contains("generate_series(1, 100000)");
        assertThat(Rows.insertOfTexts("t", columns)).contains("('a'::uuid)::text");
        assertThat(Rows.id(4_711)).isEqualTo("01990000-0000-7000-8000-000000001267");
    }
}
