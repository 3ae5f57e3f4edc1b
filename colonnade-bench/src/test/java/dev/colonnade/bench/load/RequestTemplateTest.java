package dev.colonnade.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RequestTemplateTest {

    @Test
    void slotsOfHeadAndBodyAreFilledAnewForEachRequest() {
        RequestTemplate template = RequestTemplate.of("POST /rows(~n~) HTTP/1.1\r\nHost: here\r\n",
                "{\"name\":\"~n~\"}",
                Map.of("n", SlotValues.counter(4)), new AtomicLong(7));

        assertThat(next(template)).isEqualTo(
                "POST /rows(0007) HTTP/1.1\r\nHost: here\r\nContent-Length: 15\r\n\r\n{\"name\":\"0007\"}");
        assertThat(next(template)).startsWith("POST /rows(0008)").endsWith("{\"name\":\"0008\"}");
    }

    @Test
    void aRequestWithoutBodyNamesNoLength() {
        RequestTemplate template = RequestTemplate.of("GET / HTTP/1.1\r\nHost: here\r\n", "", Map.of(),
                new AtomicLong());

        assertThat(next(template)).isEqualTo("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
    }

    @Test
    void aSlotWithoutValuesIsNamed() {
        assertThatThrownBy(() -> RequestTemplate.of("GET /~what~ HTTP/1.1\r\n", "", Map.of(), new AtomicLong()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("what");
    }

    @Test
    void scatteredValuesReachAllTexts() {
        SlotValues values = SlotValues.anyOf(List.of("a", "b", "c"));
        var seen = new java.util.TreeSet<String>();

        for (int i = 0; i < 100; i++) {
            seen.add(new String(values.at(i), StandardCharsets.US_ASCII));
        }

        assertThat(seen).containsExactly("a", "b", "c");
    }

    private static String next(RequestTemplate template) {
        ByteBuffer buffer = ByteBuffer.allocate(template.length());
        template.next(buffer);
        return StandardCharsets.US_ASCII.decode(buffer).toString();
    }
}
