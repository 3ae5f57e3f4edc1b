package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TraceTextTest {

    @Test
    void bracesTakeTheArgumentsInOrder() {
        var trace = new TraceText(1_000);

        trace.add("{} of {}", 1, "two");
        trace.add("{} without arguments {");
        trace.add("more {} than {}", "places");
        trace.add("fewer {}", "a", "b");
        trace.add("null {}", (Object) null);

        assertThat(trace.text())
                .isEqualTo("1 of two\r\n{} without arguments {\r\nmore places than {}\r\nfewer a\r\nnull null");
    }

    @Test
    @DisplayName("event-framework 62: the newest text is kept")
    void theNewestLinesAreKept() {
        var trace = new TraceText(20);

        for (int i = 0; i < 100; i++) {
            trace.add("line " + i);
        }

        assertThat(trace.text()).isEqualTo("line 98\r\nline 99");
    }

    @Test
    void theEndOfALongLineIsKept() {
        var trace = new TraceText(10);

        trace.add("x".repeat(50) + "end");

        assertThat(trace.text()).hasSize(10).endsWith("end");
    }
}
