package dev.colonnade.testkit.process;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/// Clients that write without a pause: single rows, change sets of three, and a custom API that writes two. What belongs
/// together has a name of its own, `prefix-rows-client-number`, and its rows are `name/1`, `name/2`, … They keep what was
/// acknowledged, and check that refusals are clean. They end when the server is gone, or when they are told to.
final class Writers implements AutoCloseable {

    static final int CLIENTS = 4;

    private static final int MINUTES_TO_END = 2;
    private static final Pattern REFUSAL = Pattern
            .compile("\\{\"error\":\\{\"code\":\"0x80040216\",\"message\":\"[^\"]*Try again later\\.\".*}");

    private final String address;
    private final String token;
    private final String prefix;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final LongAdder refusals = new LongAdder();
    private volatile boolean isStopping;

    private Writers(String address, String token, String prefix) {
        this.address = address;
        this.token = token;
        this.prefix = prefix;
    }

    /// @param prefix what the names begin with
    static Writers start(String address, String token, String prefix) {
        var writers = new Writers(address, token, prefix);
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            writers.clients.add(writers.threads.submit(() -> {
                writers.write(number);
                return null;
            }));
        }
        return writers;
    }

    Set<String> sent() {
        return sent;
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    /// How many requests were refused.
    long refusals() {
        return refusals.sum();
    }

    /// Lets the requests under way end, and fails when a writer did.
    void end() throws Exception {
        isStopping = true;
        try {
            for (Future<?> client : clients) {
                client.get(MINUTES_TO_END, TimeUnit.MINUTES);
            }
        } catch (TimeoutException e) {
            throw new AssertionError("A writer waits for an answer that does not come.", e);
        }
    }

    private void write(int client) throws InterruptedException {
        try (var web = new WebClient(address, token)) {
            for (int number = 0; !isStopping; number++) {
                int rows = 1 + number % 3;
                String name = prefix + "-" + rows + "-" + client + "-" + number;
                sent.add(name);
                if (isWritten(web, name, rows)) {
                    acknowledged.add(name);
                }
            }
        } catch (IOException e) {
            // The server is gone.
        }
    }

    private boolean isWritten(WebClient web, String name, int rows) throws IOException, InterruptedException {
        HttpResponse<String> answer = switch (rows) {
            case 1 -> web.post("accounts", "application/json", account(name + "/1"));
            case 2 -> web.post("new_WriteTwo", "application/json", "{\"Name\":\"" + name + "\"}");
            default -> web.post("$batch", "multipart/mixed; boundary=b", changeSet(name, rows));
        };
        boolean isWritten = switch (rows) {
            case 1, 2 -> answer.statusCode() == 204;
            default -> answer.statusCode() == 200 && answer.body().split("HTTP/1.1 204", -1).length == rows + 1;
        };
        if (!isWritten) {
            requireClean(answer);
        }
        return isWritten;
    }

    private void requireClean(HttpResponse<String> answer) {
        String status = answer.statusCode() == 200 ? answer.body() : "HTTP/1.1 " + answer.statusCode() + " ";
        if (!status.contains("HTTP/1.1 503 ") || !REFUSAL.matcher(answer.body()).find()) {
            throw new AssertionError("No clean refusal: " + answer.statusCode() + " " + answer.body());
        }
        refusals.increment();
    }

    private static String account(String name) {
        UUID id = id(name);
        return "{\"accountid\":\"" + id + "\",\"name\":\"" + name + "\"}";
    }

    /// The id that a client gives to the row of a name.
    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String changeSet(String name, int rows) {
        var text = new StringBuilder("--b\nContent-Type: multipart/mixed; boundary=c\n\n");
        for (int row = 1; row <= rows; row++) {
            text.append("""
                    --c
                    Content-Type: application/http
                    Content-Transfer-Encoding: binary
                    Content-ID: %d

                    POST accounts HTTP/1.1
                    Content-Type: application/json

                    %s
                    """.formatted(row, account(name + "/" + row)));
        }
        return (text + "--c--\n\n--b--\n").replace("\n", "\r\n");
    }

    @Override
    public void close() {
        isStopping = true;
        threads.shutdownNow();
    }
}
