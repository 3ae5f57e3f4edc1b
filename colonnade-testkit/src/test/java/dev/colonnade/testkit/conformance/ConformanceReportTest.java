package dev.colonnade.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConformanceReportTest {

    private static final Page PAGE = Page.parse("sea-map",
            "1\tHarbours\n2\tCurrents | tides\n3\tWrecks\n4\tLights\n5\tFog\n6\tBuoys\n");

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void writeReports() throws IOException {
        report("colonnade-a", "ChartTest",
                """
                        <testcase name="sea-map 1, 2: harbours[1] east" classname="x.ChartTest" time="0"/>
                        <testcase name="sea-map 1, 2: harbours[2] west" classname="x.ChartTest" time="0"/>
                        <testcase name="sea-map 3: wrecks" classname="x.ChartTest" time="0"><error type="E">no</error></testcase>
                        <testcase name="notAStatement" classname="x.ChartTest" time="0"/>
                        """);
        report("colonnade-b", "LightTest",
                """
                        <testcase name="sea-map 2: tides" classname="y.LightTest$Inner" time="0"><system-out>a</system-out></testcase>
                        <testcase name="sea-map 3: wrecks too" classname="y.LightTest" time="0"/>
                        <testcase name="sea-map 4: lights" classname="y.LightTest" time="0"/>
                        <testcase name="sea-map 6: buoys" classname="y.LightTest" time="0"><skipped/></testcase>
                        """);
    }

    @Test
    void everyStatementHasItsStateItsNoteAndItsTests() throws IOException {
        Notes notes = Notes
                .read(new StringReader("sea-map.4=held differently: ours turn faster\nsea-map.5=nobody asked\n"));

        String text = new ConformanceReport(List.of(PAGE), notes, TestResults.read(root)).write();

        assertThat(text.lines()).contains(
                "| [sea-map](#sea-map) | 6 | 2 | 1 | 1 | 2 |",
                "| 1 | Harbours | held | `ChartTest` |",
                "| 2 | Currents \\| tides | held | `ChartTest`, `LightTest$Inner` |",
                "| 3 | Wrecks | failed | `ChartTest`, `LightTest` |",
                "| 4 | Lights | held differently: ours turn faster | `LightTest` |",
                "| 5 | Fog | open: nobody asked |  |",
                "| 6 | Buoys | open | `LightTest` |");
    }

    @Test
    void aTestThatNamesNoStatementIsReported() throws IOException {
        report("colonnade-c", "LostTest", """
                <testcase name="sea-map 7: islands" classname="z.LostTest" time="0"/>
                <testcase name="star-map 1: stars" classname="z.LostTest" time="0"/>
                """);

        var report = new ConformanceReport(List.of(PAGE), Notes.read(new StringReader("")), TestResults.read(root));

        assertThat(report.unknownReferences()).containsExactly("sea-map 7", "star-map 1");
    }

    @Test
    void aPageThatLeavesANumberOutIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Page.parse("sea-map", "1\tHarbours\n3\tWrecks\n"))
                .withMessageContaining("2 is missing");
    }

    @Test
    void notesSpeakOfStatementsThatExist() {
        List<String> known = Page.all().stream()
                .flatMap(page -> page.statements().stream().map(statement -> page.name() + "." + statement.number()))
                .collect(Collectors.toList());

        assertThat(known).isNotEmpty().containsAll(Notes.load().keys());
    }

    private void report(String module, String name, String tests) throws IOException {
        Path folder = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-" + name + ".xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite>" + tests + "</testsuite>");
    }
}
