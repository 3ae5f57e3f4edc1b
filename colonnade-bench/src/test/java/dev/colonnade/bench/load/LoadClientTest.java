package dev.colonnade.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoadClientTest {

    private static final byte[] BODY = "an answer".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger received = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            received.incrementAndGet();
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void aClosedLoopCountsAnswersOfTheWindowAndLetsTheLastOnesEnd() throws IOException {
        LoadResult result = LoadClient.closedLoop(target(200), 3, window());

        assertThat(result.failures()).isZero();
        assertThat(result.requests()).isPositive().isEqualTo(result.nanos().getTotalCount());
        assertThat(received.get()).isGreaterThanOrEqualTo((int) result.requests());
    }

    @Test
    void anotherStatusIsAFailure() throws IOException {
        LoadResult result = LoadClient.closedLoop(target(204), 1, new LoadWindow(Duration.ZERO, Duration.ofMillis(20)));

        assertThat(result.requests()).isZero();
        assertThat(result.failures()).isPositive();
        assertThat(result.firstFailure()).contains("200").contains("204");
    }

    @Test
    void aPacedLoadSendsWhatIsDueAndNoMore() throws IOException, InterruptedException {
        LoadResult result = LoadClient.paced(target(200), SocketOpener.PLAIN, 2, 100,
                new LoadWindow(Duration.ZERO, Duration
                        .ofMillis(200)));

        assertThat(result.failures()).isZero();
        assertThat(result.requests()).isEqualTo(20);
    }

    @Test
    void aSaturatedServerGetsAsManyAsItAnswers() throws IOException, InterruptedException {
        LoadResult result = LoadClient.saturated(target(200), SocketOpener.PLAIN, 2, window());

        assertThat(result.failures()).isZero();
        assertThat(result.requests()).isPositive();
    }

    private LoadClient.Target target(int status) {
        return new LoadClient.Target(server.getAddress(),
                RequestTemplate.of("GET /~n~ HTTP/1.1\r\nHost: here\r\n", "", Map
                        .of("n", SlotValues.counter(6)), new AtomicLong()),
                status);
    }

    private static LoadWindow window() {
        return new LoadWindow(Duration.ofMillis(20), Duration.ofMillis(200));
    }
}
