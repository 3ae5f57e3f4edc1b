package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {

    private static final String TYPE = "multipart/mixed; boundary=\"batch_b1\"";

    private static final String WHOLE = """
            --batch_b1
            Content-Type: multipart/mixed; boundary="changeset_c1"

            --changeset_c1
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 1

            POST /api/data/v9.2/accounts HTTP/1.1
            Content-Type: application/json; type=entry

            {"name":"Ä"}
            --changeset_c1
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            PATCH $1 HTTP/1.1
            content-id: 2
            Content-Length: 21

            {"telephone1":"555"}
            --changeset_c1--

            --batch_b1
            Content-Type: application/http

            GET /api/data/v9.2/accounts?$select=name HTTP/1.1
            Accept: application/json
            Prefer: a
            prefer: b

            --batch_b1--
            """;

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void partsAndChangeSetsAreRead(String lineEnd) {
        List<BatchItem> items = read(WHOLE.replace("21\n", "20\n").replace("\n", lineEnd));

        assertThat(items).hasSize(2);
        var changes = ((BatchItem.ChangeSet) items.get(0)).requests();
        assertThat(changes).extracting(BatchItem.Single::method).containsExactly("POST", "PATCH");
        assertThat(changes).extracting(BatchItem.Single::contentId).containsExactly("1", "2");
        assertThat(changes).extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                .containsExactly("{\"name\":\"Ä\"}", "{\"telephone1\":\"555\"}");
        var get = (BatchItem.Single) items.get(1);
        assertThat(get.path()).isEqualTo("/api/data/v9.2/accounts");
        assertThat(get.query()).isEqualTo("$select=name");
        assertThat(get.preferLines()).containsExactly("a", "b");
        assertThat(get.body()).isEmpty();
    }

    @Test
    void boundariesMayBeQuotedOrBareAndStandBehindOtherParameters() {
        assertThat(MediaType.parse("Multipart/Mixed; charset=\"a;b\"; Boundary=x_1"))
                .isEqualTo(new MediaType("multipart/mixed", "x_1"));
        assertThat(MediaType.parse("multipart/mixed;boundary=\"x 1\"").boundary()).isEqualTo("x 1");
        assertThat(MediaType.parse("multipart/mixed;boundary=").boundary()).isNull();
        assertThat(MediaType.parse("multipart/mixed").boundary()).isNull();
    }

    @Test
    void partsWithoutHeadersAreRequests() {
        List<BatchItem> items = read("--batch_b1\n\nGET accounts HTTP/1.1\n--batch_b1--");

        assertThat(items).singleElement().isInstanceOfSatisfying(BatchItem.Single.class,
                request -> assertThat(request.url()).isEqualTo("accounts"));
    }

    @Test
    void headersMayBeContinuedInTheNextLine() {
        List<BatchItem> items = read("""
                --batch_b1
                Content-Type: multipart/mixed;
                 boundary=c

                --c--
                --batch_b1--
                """);

        assertThat(items).containsExactly(new BatchItem.ChangeSet(List.of()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreNamed(Mistake mistake) {
        assertThatThrownBy(() -> BatchReader.read(mistake.type(), bytes(mistake.body()), Limits.DEFAULT))
                .isInstanceOfSatisfying(ServiceException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_PAYLOAD))
                .hasMessageContaining(mistake.message());
    }

    record Mistake(String type, String body, String message) {

        static Mistake of(String body, String message) {
            return new Mistake(TYPE, body, message);
        }

        /// A mistake within the only part.
        static Mistake within(String part, String message) {
            return of("--batch_b1\n" + part + "\n--batch_b1--\n", message);
        }

        static Mistake withinChange(String part, String message) {
            return within("Content-Type: multipart/mixed; boundary=c\n\n--c\n" + part + "\n--c--\n", message);
        }
    }

    static List<Mistake> mistakes() {
        String http = "Content-Type: application/http\n";
        return List.of(
                new Mistake("multipart/mixed", WHOLE, "of the batch names no boundary"),
                new Mistake("multipart/mixed; boundary=other", WHOLE, "has no line '--other'"),
                Mistake.of("", "has no line '--batch_b1'"),
                Mistake.of(WHOLE.replace("--batch_b1--", ""), "does not end with the line '--batch_b1--'"),
                Mistake.of(WHOLE.replace("\n", "\r"), "has no line '--batch_b1'"),
                Mistake.of("--other\n" + WHOLE, "has text outside of the parts"),
                Mistake.of(WHOLE + "more", "has text outside of the parts"),
                Mistake.of(WHOLE + WHOLE, "goes on behind its closing boundary"),
                Mistake.of(WHOLE, "'Content-Length: 21' of the request of request 2 in part 1 of the batch"),
                Mistake.within(http + "Content-Length: 5\n\nGET x HTTP/1.1\n", "'Content-Length: 5' of part 1"),
                Mistake.within(http + "Content-Length: -1\n\nGET x HTTP/1.1\n", "'Content-Length: -1' of part 1"),
                Mistake.within(http + "GET x HTTP/1.1\n", "'GET x HTTP/1.1' among the headers of part 1"),
                Mistake.within("\nPOST x HTTP/1.1\n{\"a\":1}\n", "is no header; headers end with a blank line"),
                Mistake.within(http + "\nGET x\n", "'GET x' in part 1 of the batch is no request line"),
                Mistake.within(http + "\n", "'' in part 1 of the batch is no request line"),
                Mistake.within("", "'' in part 1 of the batch is no request line"),
                Mistake.within("Content-Type: text/plain\n\nGET x HTTP/1.1\n", "The Content-Type 'text/plain'"),
                Mistake.within(http + "\nPOST /api/data/v9.2/$batch HTTP/1.1\n", "must not contain a batch"),
                Mistake.within("Content-Type: multipart/mixed\n\nx", "of part 1 of the batch names no boundary"),
                Mistake.withinChange(http + "\nGET x HTTP/1.1\n", "The method 'GET' is not allowed in a change set"),
                Mistake.withinChange("Content-Type: multipart/mixed; boundary=d\n\n--d--\n",
                        "must not contain a change set"),
                Mistake.withinChange("Content-ID: 1\n\nDELETE x HTTP/1.1\n\n--c\nContent-ID: 1\n\nDELETE y HTTP/1.1\n",
                        "The Content-ID '1' stands more than once in part 1"));
    }

    @Test
    void longUrlsAreRefused() {
        String url = "x".repeat(Limits.DEFAULT.batchUrlCharacters());

        assertThat(read("--batch_b1\n\nGET " + url + " HTTP/1.1\n--batch_b1--")).hasSize(1);
        assertThatThrownBy(() -> read("--batch_b1\n\nGET " + url + "x HTTP/1.1\n--batch_b1--"))
                .hasMessageContaining("longer than 65536");
    }

    @Test
    void requestsOfChangeSetsCountToo() {
        String change = "--c\n\nDELETE x HTTP/1.1\n\n";
        String half = "--batch_b1\nContent-Type: multipart/mixed; boundary=c\n\n" + change.repeat(500) + "--c--\n";

        assertThat(read(half + half + "--batch_b1--")).hasSize(2);
        assertThatThrownBy(() -> read(half + half + "--batch_b1\n\nGET x HTTP/1.1\n\n--batch_b1--"))
                .hasMessage("There are more than 1000 requests in the batch.");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbageIsReadOrRefused(long seed) {
        var random = new Random(seed);
        byte[] body = bytes(WHOLE.replace("21\n", "20\n").replace("\n", random.nextBoolean() ? "\r\n" : "\n"));
        for (int round = 0; round < 50; round++) {
            body = spoiled(body, random);

            try {
                assertThat(BatchReader.read(TYPE, body, Limits.DEFAULT)).isNotNull();
            } catch (ServiceException e) {
                assertThat(e.code()).isIn(ErrorCode.BAD_PAYLOAD, ErrorCode.URI_TOO_LONG);
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\r", "\n").hasSizeLessThan(600);
            }
        }
    }

    static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed == null ? LongStream.range(0, 200) : LongStream.of(seed);
    }

    /// Leaves out, doubles, moves or changes a few bytes, often whole lines.
    private static byte[] spoiled(byte[] body, Random random) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int from = at(text, random);
        int to = Math.max(from, at(text, random));
        String piece = text.substring(from, Math.min(to, from + 200));
        String spoiled = switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + text.substring(Math.min(text.length(), from + piece.length()));
            case 1 -> text.substring(0, from) + piece + text.substring(from);
            case 2 -> text.substring(0, to) + piece + text.substring(to);
            default -> text.substring(0, from) + (char) random.nextInt(256)
                    + text.substring(Math.min(text.length(), from + 1));
        };
        return spoiled.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int at(String text, Random random) {
        int any = random.nextInt(text.length() + 1);
        int line = text.indexOf('\n', any);
        return line < 0 || random.nextInt(3) == 0 ? any : line + 1;
    }

    private static List<BatchItem> read(String body) {
        return BatchReader.read(TYPE, bytes(body), Limits.DEFAULT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
