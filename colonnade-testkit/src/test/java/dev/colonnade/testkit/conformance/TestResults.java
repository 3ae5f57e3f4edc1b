package dev.colonnade.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The results of tests whose display names begin with the page and the numbers of statements: `custom-api 17: …`, or
/// `web-api 3, 40: …`. Read from Surefire's XML reports of all modules.
final class TestResults {

    private static final Pattern NAME = Pattern.compile("([a-z][a-z-]*) ([0-9]{1,4}(?:, ?[0-9]{1,4})*): .*",
            Pattern.DOTALL);

    private final Map<Reference, List<Result>> byStatement;

    private TestResults(Map<Reference, List<Result>> byStatement) {
        this.byStatement = byStatement;
    }

    /// Reads the reports below a source tree.
    ///
    /// @throws IllegalStateException when a report is no XML
    static TestResults read(Path root) throws IOException {
        Map<Reference, List<Result>> found = new TreeMap<>();
        for (Path module : children(root, "*")) {
            Path reports = module.resolve("target/surefire-reports");
            if (Files.isDirectory(reports)) {
                for (Path report : children(reports, "TEST-*.xml")) {
                    readReport(report, found);
                }
            }
        }
        return new TestResults(found);
    }

    /// Results of the tests of a statement, in the order of the reports.
    List<Result> of(String page, int number) {
        return byStatement.getOrDefault(new Reference(page, number), List.of());
    }

    /// All statements that a test names.
    Set<Reference> references() {
        return byStatement.keySet();
    }

    private static List<Path> children(Path folder, String glob) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(children::add);
        }
        children.sort(null);
        return children;
    }

    private static void readReport(Path report, Map<Reference, List<Result>> found) throws IOException {
        try (InputStream file = Files.newInputStream(report)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(file);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("testcase")) {
                    readTest(xml, found);
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The report '" + report + "' cannot be read.", e);
        }
    }

    private static void readTest(XMLStreamReader xml, Map<Reference, List<Result>> found) throws XMLStreamException {
        String name = xml.getAttributeValue(null, "name");
        String className = xml.getAttributeValue(null, "classname");
        Outcome outcome = outcome(xml);
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches()) {
            Result result = new Result(className.substring(className.lastIndexOf('.') + 1), outcome);
            for (String number : matcher.group(2).split(", ?", -1)) {
                found.computeIfAbsent(new Reference(matcher.group(1), Integer.parseInt(number)),
                        reference -> new ArrayList<>()).add(result);
            }
        }
    }

    /// Reads to the end of the test.
    private static Outcome outcome(XMLStreamReader xml) throws XMLStreamException {
        Outcome outcome = Outcome.PASSED;
        for (int depth = 1; depth > 0;) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    outcome = switch (xml.getLocalName()) {
                        case "failure", "error" -> Outcome.FAILED;
                        case "skipped" -> Outcome.SKIPPED;
                        default -> outcome;
                    };
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // Texts say nothing about the outcome.
                }
            }
        }
        return outcome;
    }

    /// A statement that a test names.
    record Reference(String page, int number) implements Comparable<Reference> {

        @Override
        public int compareTo(Reference other) {
            int byPage = page.compareTo(other.page);
            return byPage != 0 ? byPage : Integer.compare(number, other.number);
        }
    }

    /// How one test ended.
    ///
    /// @param testClass simple name of its class
    record Result(String testClass, Outcome outcome) {}

    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }
}
