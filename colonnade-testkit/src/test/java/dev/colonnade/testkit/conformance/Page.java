package dev.colonnade.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The checklist of one reference page: its numbers with short titles of ours, in `conformance/<page>.txt`, one line each, the
/// number and the title parted by a tab.
///
/// @param name name of the page, with which display names of tests begin
record Page(String name, List<Statement> statements) {

    private static final List<String> NAMES = List.of("custom-api", "web-api", "event-framework", "security",
            "tables-and-metadata", "sdk-and-soap", "solutions-and-localization", "workflow-and-connector");

    Page {
        statements = List.copyOf(statements);
    }

    /// All pages, in the order in which they are reported.
    static List<Page> all() {
        return NAMES.stream().map(name -> parse(name, read(name))).toList();
    }

    /// Reads the lines of a page.
    ///
    /// @throws IllegalArgumentException when a line is no number, tab and title, or the numbers leave one out
    static Page parse(String name, String text) {
        List<Statement> statements = text.lines().filter(line -> !line.isBlank()).map(line -> line(name, line))
                .toList();
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).number() != i + 1) {
                throw new IllegalArgumentException("In the page '" + name + "' the number " + (i + 1)
                        + " is missing before " + statements.get(i).number() + ".");
            }
        }
        return new Page(name, statements);
    }

    boolean has(int number) {
        return number >= 1 && number <= statements.size();
    }

    private static Statement line(String name, String line) {
        int tab = line.indexOf('\t');
        if (tab < 1 || !line.substring(0, tab).matches("[0-9]{1,4}") || line.substring(tab + 1).isBlank()) {
            throw new IllegalArgumentException(
                    "In the page '" + name + "' the line '" + line + "' is no number, tab and title.");
        }
        return new Statement(Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1).strip());
    }

    private static String read(String name) {
        try (InputStream file = Page.class.getResourceAsStream("/conformance/" + name + ".txt")) {
            if (file == null) {
                throw new IllegalStateException("There is no checklist 'conformance/" + name + ".txt'.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One statement.
    ///
    /// @param number its number on the reference page
    /// @param title a few words of ours for it
    record Statement(int number, String title) {}
}
