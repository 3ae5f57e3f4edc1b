package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The parser against the test cases of the OData standard. The table `odata/test-cases.tsv` says of each case what the standard
/// says, and what is expected of the dialect; its head explains the columns.
final class ODataTestCasesTest {

    private static final Pattern POSITION = Pattern.compile("position (\\d+) in '");
    private static final String BEFORE_OPERAND = "x eq ";

    /// @param failAt where the standard's grammar stops; `-` when it takes the input
    /// @param expected `take`, or `refuse` with the place after an `@`
    /// @param reason why the dialect differs from the standard; empty when it does not
    record Case(String kind, String failAt, String input, String expected, String reason) {

        boolean isTakenByStandard() {
            return failAt.equals("-");
        }

        boolean isTaken() {
            return expected.equals("take");
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream table = Objects
                .requireNonNull(ODataTestCasesTest.class.getResourceAsStream("/odata/test-cases.tsv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(ODataTestCasesTest::read).toList()
                    .stream();
        }
    }

    private static Case read(String line) {
        List<String> cells = List.of(line.split("\t", -1));
        String input = cells.get(2).replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r")
                .replace("\\\\", "\\");
        return new Case(cells.get(0), cells.get(1), input, cells.get(3), cells.size() > 4 ? cells.get(4) : "");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDialectTakesOrRefuses(Case expected) {
        assertThat(outcome(expected)).isEqualTo(expected.expected());
        // Whoever changes the dialect says why it is no longer what the standard says.
        assertThat(expected.reason().isEmpty()).as("a reason")
                .isEqualTo(expected.isTaken() == expected.isTakenByStandard());
    }

    private static String outcome(Case tried) {
        try {
            parse(tried);
            return "take";
        } catch (ServiceException e) {
            assertThat(e.code().kind()).isEqualTo(ErrorCode.Kind.BAD_REQUEST);
            Integer place = place(tried, e);
            return place == null ? "refuse" : "refuse@" + place;
        }
    }

    private static void parse(Case tried) {
        String input = tried.input();
        switch (tried.kind()) {
            case "url" -> {
                int question = input.indexOf('?');
                PathParser.parse(UrlText.decodePath(question < 0 ? input : input.substring(0, question)));
                options(question < 0 ? "" : input.substring(question + 1));
            }
            case "path" -> PathParser.parse(UrlText.decodePath(input));
            case "query" -> options(input);
            case "filter" -> FilterParser.parse(UrlText.decodeQuery(input), Limits.DEFAULT);
            case "operand" -> FilterParser.parse(BEFORE_OPERAND + UrlText.decodeQuery(input), Limits.DEFAULT);
            case "literal" -> {
                var reader = new TokenReader(UrlText.decodeQuery(input));
                Literal.read(reader);
                reader.expectEnd();
            }
            default -> throw new IllegalArgumentException(tried.kind());
        }
    }

    private static void options(String query) {
        OptionParser.parse(QueryString.parse(query), Limits.DEFAULT, OptionParser.seenOptions());
    }

    /// The place in the input that a message names; `null` when it names none, or the input is encoded.
    private static @Nullable Integer place(Case tried, ServiceException failure) {
        String message = Objects.requireNonNull(failure.getMessage());
        Matcher matcher = POSITION.matcher(message);
        if (!matcher.find()) {
            return null;
        }
        String input = tried.input();
        int position = Integer.parseInt(matcher.group(1));
        if (tried.kind().equals("operand")) {
            return position - BEFORE_OPERAND.length();
        }
        for (int start : starts(input)) {
            int end = input.indexOf('&', start);
            String part = input.substring(start, end < 0 ? input.length() : end);
            if (message.contains(" in '" + part + "'")) {
                return start + position;
            }
        }
        return null;
    }

    /// Where a text may begin that a parser reads: at the input's begin, and behind each equals sign.
    private static List<Integer> starts(String input) {
        return Stream.concat(Stream.of(0), Stream.iterate(input.indexOf('='), at -> at >= 0,
                at -> input.indexOf('=', at + 1)).map(at -> at + 1)).toList();
    }
}
