package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.colonnade.engine.HttpLimits;
import dev.colonnade.sdk.plugin.HttpRequest;
import dev.colonnade.sdk.plugin.HttpResponse;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboundHttpTest {

    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(20), 1_000, List.of("localhost"));

    private final OutboundHttp http = new OutboundHttp(LIMITS);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer server;

    @BeforeAll
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/echo", exchange -> answer(exchange, 201, exchange.getRequestMethod() + " "
                + exchange.getRequestHeaders().getFirst("X-Key") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        server.createContext("/long", exchange -> answer(exchange, 200, "x".repeat(1_001)));
        server.createContext("/moved", exchange -> redirect(exchange, "/echo"));
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        server.createContext("/inside", exchange -> redirect(exchange, "http://127.0.0.1:1/"));
        server.createContext("/hang", this::hang);
        server.createContext("/wait", exchange -> {
            waiting.countDown();
            hang(exchange);
        });
        server.start();
    }

    private void hang(HttpExchange exchange) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @AfterAll
    void stop() {
        released.countDown();
        http.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    @Test
    void aRequestIsSentAndItsAnswerGivenBack() {
        HttpResponse answer = http.send(HttpRequest.post(at("/echo")).withHeader("X-Key", "k").withJson("{\"ä\":1}"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.text()).isEqualTo("POST k {\"ä\":1}");
        assertThat(answer.header("content-type")).startsWith("text/plain");
    }

    @Test
    void redirectsAreFollowedAndCheckedAgain() {
        assertThat(http.send(HttpRequest.get(at("/moved"))).text()).startsWith("GET");
        assertThat(http.send(HttpRequest.post(at("/moved"))).status()).isEqualTo(302);
        assertThatThrownBy(() -> http.send(HttpRequest.get(at("/circle")))).hasMessageContaining("redirects more than");
        assertThatThrownBy(() -> http.send(HttpRequest.get(at("/inside"))))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessageContaining("127.0.0.1");
    }

    @Test
    void anAnswerThatIsTooLongIsAFailure() {
        assertThatThrownBy(() -> http.send(HttpRequest.get(at("/long"))))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessageContaining("failed");
    }

    @Test
    void noAnswerInTimeIsAFailure() {
        assertThatThrownBy(() -> http.send(HttpRequest.get(at("/hang?secret=1")).withTimeout(Duration.ofMillis(100))))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessageContaining("100 ms")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theWaitEndsWhenTheThreadIsInterrupted() throws Exception {
        var caller = new CompletableFuture<Thread>();
        Future<HttpResponse> call = threads.submit(() -> {
            caller.complete(Thread.currentThread());
            return http.send(HttpRequest.get(at("/wait")));
        });
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

        caller.get().interrupt();

        assertThatThrownBy(() -> call.get(15, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasMessageContaining("interrupted");
    }

    @Test
    void headersThatTheConnectionNeedsCannotBeSet() {
        assertThatThrownBy(() -> http.send(HttpRequest.get(at("/echo")).withHeader("Host", "other")))
                .isInstanceOf(InvalidPluginExecutionException.class).hasMessageContaining("Host");
    }

    @Test
    void aServerThatIsNotThereIsAFailure() {
        assertThatThrownBy(() -> http.send(HttpRequest.get(URI.create("http://localhost:1/x"))))
                .isInstanceOf(InvalidPluginExecutionException.class)
                .hasMessageContaining("http://localhost:1/x failed");
    }
}
