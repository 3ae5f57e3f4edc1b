package dev.colonnade.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResponseParserTest {

    private static final String WITH_LENGTH = "HTTP/1.1 200 OK\r\nDate: today\r\ncontent-length: 5\r\n\r\nabcde";
    private static final String CHUNKED = """
            HTTP/1.1 201 Created
            Transfer-Encoding: chunked
            Connection: keep-alive

            5
            abcde
            1f;name=value
            %s
            0
            Trailer: something

            """.formatted("x".repeat(31)).replace("\n", "\r\n");
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\nOData-Version: 4.0\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private final ResponseParser parser = new ResponseParser();

    @Test
    void aBodyWithLengthIsCounted() throws IOException {
        assertThat(parser.read(bytes(WITH_LENGTH))).isTrue();

        assertThat(parser.status()).isEqualTo(200);
        assertThat(parser.bodyBytes()).isEqualTo(5);
        assertThat(parser.isKeptOpen()).isTrue();
    }

    @Test
    void chunksAreCountedWithoutTheirSizesAndTrailers() throws IOException {
        assertThat(parser.read(bytes(CHUNKED))).isTrue();

        assertThat(parser.status()).isEqualTo(201);
        assertThat(parser.bodyBytes()).isEqualTo(36);
    }

    @Test
    void noContentEndsWithItsHead() throws IOException {
        assertThat(parser.read(bytes(NO_CONTENT))).isTrue();

        assertThat(parser.status()).isEqualTo(204);
        assertThat(parser.bodyBytes()).isZero();
    }

    @Test
    void aLengthOfZeroEndsWithItsHead() throws IOException {
        assertThat(parser.read(bytes(EMPTY))).isTrue();

        assertThat(parser.status()).isEqualTo(404);
    }

    @Test
    void aConnectionThatTheServerClosesIsTold() throws IOException {
        parser.read(bytes("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n"));

        assertThat(parser.isKeptOpen()).isFalse();
    }

    @Test
    void whatFollowsAnAnswerStaysInTheBuffer() throws IOException {
        ByteBuffer two = bytes(WITH_LENGTH + NO_CONTENT);

        assertThat(parser.read(two)).isTrue();
        assertThat(two.remaining()).isEqualTo(NO_CONTENT.length());
        assertThat(parser.read(two)).isTrue();
        assertThat(parser.status()).isEqualTo(204);
    }

    @Test
    void aHeadLargerThanTheFirstBufferIsRead() throws IOException {
        assertThat(parser.read(bytes("HTTP/1.1 200 OK\r\nX: " + "y".repeat(5_000) + "\r\nContent-Length: 1\r\n\r\nz")))
                .isTrue();
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        assertThatThrownBy(() -> parser.read(bytes("SSH-2.0-OpenSSH\r\n\r\n"))).isInstanceOf(IOException.class)
                .hasMessageContaining("SSH-2.0");
        assertThatThrownBy(() -> new ResponseParser().read(bytes("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")))
                .isInstanceOf(IOException.class).hasMessageContaining("number");
        assertThatThrownBy(() -> new ResponseParser().read(bytes("HTTP/1.1 200 OK\r\n\r\n")))
                .isInstanceOf(IOException.class).hasMessageContaining("length");
        assertThatThrownBy(() -> new ResponseParser().read(bytes(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")))
                .isInstanceOf(IOException.class).hasMessageContaining("zz");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersAreReadHoweverTheyAreCut(long seed) throws IOException {
        var random = new Random(seed);
        var expected = new ArrayList<Integer>();
        var text = new StringBuilder();
        List<String> answers = List.of(WITH_LENGTH, CHUNKED, NO_CONTENT, EMPTY);
        List<Integer> statuses = List.of(200, 201, 204, 404);
        for (int i = 0; i < 20; i++) {
            int which = random.nextInt(answers.size());
            text.append(answers.get(which));
            expected.add(statuses.get(which));
        }

        assertThat(statuses(text.toString(), random)).isEqualTo(expected);
    }

    private List<Integer> statuses(String text, Random random) throws IOException {
        var found = new ArrayList<Integer>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + 1 + random.nextInt(60));
            ByteBuffer piece = bytes(text.substring(start, end));
            while (piece.hasRemaining()) {
                if (parser.read(piece)) {
                    found.add(parser.status());
                }
            }
            start = end;
        }
        return found;
    }

    private static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
