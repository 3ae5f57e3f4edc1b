package dev.colonnade.testkit.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes `docs/conformance.md`: what we hold of each statement of the reference pages, which test shows it, and what is open.
/// Run by `./dev conformance` after a complete `mvn verify`; only what the reports of that run say counts.
public final class ConformanceReport {

    private static final String HEAD = """
            # Conformance

            What Colonnade holds of the system that it is compatible with, statement by statement. Each page of the
            reference ends in a numbered checklist; the titles below are short names of ours for its numbers. A statement
            is held when every test whose display name begins with its number passes. The table is made from the test
            reports by `./dev conformance`; do not edit it by hand. Reasons for what we hold differently are in
            `colonnade-testkit/src/test/resources/conformance/notes.properties`.

            """;

    private final List<Page> pages;
    private final Notes notes;
    private final TestResults results;

    ConformanceReport(List<Page> pages, Notes notes, TestResults results) {
        this.pages = List.copyOf(pages);
        this.notes = notes;
        this.results = results;
    }

    /// @param arguments the root of the source tree; the working directory when there is none
    /// @throws IllegalStateException when a test names a statement that no page has
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "" : arguments[0]);
        var report = new ConformanceReport(Page.all(), Notes.load(), TestResults.read(root));
        List<String> unknown = report.unknownReferences();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("Tests name statements that are not on any page: " + unknown);
        }
        Files.writeString(root.resolve("docs/conformance.md"), report.write());
    }

    /// What tests name and no page has, as `page number`, sorted.
    List<String> unknownReferences() {
        Map<String, Page> byName = pages.stream().collect(Collectors.toMap(Page::name, page -> page));
        return results.references().stream()
                .filter(reference -> !byName.containsKey(reference.page())
                        || !byName.get(reference.page()).has(reference.number()))
                .map(reference -> reference.page() + " " + reference.number())
                .sorted().toList();
    }

    /// The whole document. The same results give the same text.
    String write() {
        StringBuilder out = new StringBuilder(HEAD);
        summary(out);
        for (Page page : pages) {
            page(out, page);
        }
        return out.toString();
    }

    private void summary(StringBuilder out) {
        out.append(
                "| page | statements | held | held differently | failed | open |\n| --- | --- | --- | --- | --- | --- |\n");
        for (Page page : pages) {
            Map<State, Long> counts = page.statements().stream()
                    .collect(Collectors.groupingBy(statement -> state(page, statement), Collectors.counting()));
            out.append("| [%s](#%s) | %d | %d | %d | %d | %d |%n".formatted(page.name(), page.name(),
                    page.statements().size(), counts.getOrDefault(State.HELD, 0L),
                    counts.getOrDefault(State.HELD_DIFFERENTLY, 0L), counts.getOrDefault(State.FAILED, 0L),
                    counts.getOrDefault(State.OPEN, 0L)));
        }
    }

    private void page(StringBuilder out, Page page) {
        out.append("\n## ").append(page.name())
                .append("\n\n| no. | statement | state | shown by |\n| --- | --- | --- | --- |\n");
        for (Page.Statement statement : page.statements()) {
            out.append("| %d | %s | %s | %s |%n".formatted(statement.number(), cell(statement.title()),
                    cell(stateAndNote(page, statement)), cell(tests(page, statement))));
        }
    }

    private String stateAndNote(Page page, Page.Statement statement) {
        String note = notes.text(page.name(), statement.number());
        String state = state(page, statement).text();
        return note.isEmpty() ? state : state + ": " + note;
    }

    private String tests(Page page, Page.Statement statement) {
        return results.of(page.name(), statement.number()).stream()
                .map(TestResults.Result::testClass).distinct().sorted()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private State state(Page page, Page.Statement statement) {
        List<TestResults.Result> found = results.of(page.name(), statement.number());
        if (found.stream().anyMatch(result -> result.outcome() == TestResults.Outcome.FAILED)) {
            return State.FAILED;
        }
        if (notes.saysDifferently(page.name(), statement.number())) {
            return State.HELD_DIFFERENTLY;
        }
        boolean passed = found.stream().anyMatch(result -> result.outcome() == TestResults.Outcome.PASSED);
        boolean skipped = found.stream().anyMatch(result -> result.outcome() == TestResults.Outcome.SKIPPED);
        return passed && !skipped ? State.HELD : State.OPEN;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /// How far a statement is held.
    enum State {
        HELD("held"),
        HELD_DIFFERENTLY("held differently"),
        FAILED("failed"),
        OPEN("open");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
