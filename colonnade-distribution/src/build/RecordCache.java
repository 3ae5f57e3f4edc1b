import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Records `colonnade.aot`: what the JVM learns while a server starts, installs an organization and answers some hundred
/// requests of the usual kinds. With it a start takes less than half the time. Called by the build, in source mode:
/// `java RecordCache.java HOME`, where HOME holds `lib`, `samples` and `server.options`.
///
/// A server works without the file as well, so a failure here is told and is no failure of the build.
public final class RecordCache {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ROUNDS = 40;
    private static final Pattern READY = Pattern.compile("Colonnade is ready at (http://\\S+)");

    private final Path home;
    private final Path work;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String address = "";
    private String token = "";

    private RecordCache(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path work = Files.createTempDirectory("colonnade-cache");
        try {
            new RecordCache(home, work).record();
        } catch (IOException | RuntimeException e) {
            System.err.println("The start-up cache could not be recorded, so starts take longer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(work);
        }
    }

    private void record() throws IOException, InterruptedException {
        Path cache = home.resolve("colonnade.aot");
        Path seen = work.resolve("seen");
        Files.deleteIfExists(cache);
        Path out = work.resolve("out");
        List<String> command = command(options(), "-XX:AOTMode=record", "-XX:AOTConfiguration=" + seen);
        command.addAll(List.of("start", "--samples", "--data", work.resolve("data").toString(), "--port", "0",
                "--https-port", "0", "--management-port", "0"));
        Process server = start(command, out);
        try {
            String greeting = await(server, out);
            address = group(READY, greeting);
            token = token();
            use();
        } finally {
            server.destroy();
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
        write(seen, cache);
    }

    /// A second JVM writes the file. The first could start it by itself, but would not give it all of its own options.
    private void write(Path seen, Path cache) throws IOException, InterruptedException {
        Path made = home.resolve("colonnade.aot.new");
        Files.deleteIfExists(made);
        run(command(options(), "-XX:AOTMode=create", "-XX:AOTConfiguration=" + seen, "-XX:AOTCache=" + made),
                work.resolve("out"));
        if (!Files.exists(made)) {
            throw new IOException("the JVM wrote none. " + Files.readString(work.resolve("err")));
        }
        Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    private String options() {
        return "@" + home.resolve("server.options");
    }

    /// The command line of the launcher: the jars in the order of their names.
    private List<String> command(String... options) throws IOException {
        String jars;
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            jars = files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted()
                    .collect(Collectors.joining(java.io.File.pathSeparator));
        }
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", jars, "dev.colonnade.server.cli.Main"));
        return command;
    }

    private Process start(List<String> command, Path out) throws IOException {
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(work.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COLONNADE_"));
        return builder.start();
    }

    private void run(List<String> command, Path out) throws IOException, InterruptedException {
        Process process = start(command, out);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("a command does not end: " + String.join(" ", command));
        }
    }

    private String await(Process server, Path out) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String text = Files.readString(out);
            if (READY.matcher(text).find()) {
                return text;
            }
            if (server.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IOException("the server does not start. " + Files.readString(work.resolve("err")));
            }
        }
    }

    private static String group(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("the server said something unexpected: " + text);
        }
        return matcher.group(1);
    }

    private String token() throws IOException, InterruptedException {
        Path out = work.resolve("token");
        List<String> command = command("-Xmx128m", "-XX:TieredStopAtLevel=1");
        command.addAll(List.of("token", "--data", work.resolve("data").toString()));
        run(command, out);
        return Files.readString(out).strip();
    }

    /// The usual kinds of requests, some of each.
    private void use() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            UUID id = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            send("GET", "WhoAmI", "");
            send("POST", "accounts", """
                    {"accountid": "%s", "name": "Round %d", "revenue": 12.5, "creditonhold": false,
                     "contact_customer_accounts": [{"firstname": "A", "lastname": "B"}]}""".formatted(id, round));
            send("POST", "accounts", "{\"accountid\": \"" + other + "\", \"name\": \"Other\"}");
            send("GET", "accounts(" + id + ")?$select=name,revenue,createdon,_ownerid_value", "");
            send("GET", "accounts?$select=name&$filter=startswith(name,'Round')%20and%20revenue%20gt%201"
                    + "&$orderby=name%20desc&$top=10&$count=true&$expand=contact_customer_accounts($select=lastname)", "");
            send("GET", "accounts?fetchXml=" + java.net.URLEncoder.encode("""
                    <fetch top="5"><entity name="account"><attribute name="name"/><filter>
                    <condition attribute="name" operator="like" value="R%"/></filter></entity></fetch>""",
                    StandardCharsets.UTF_8), "");
            send("PATCH", "accounts(" + id + ")", "{\"name\": \"Changed\", \"primarycontactid@odata.bind\": null}");
            send("POST", "sample_ReverseText", "{\"StringParameter\": \"abc\"}");
            send("DELETE", "accounts(" + other + ")", "");
            send("GET", "accounts(" + other + ")", "");
            batch();
        }
        send("GET", "$metadata", "");
    }

    private void batch() throws IOException, InterruptedException {
        String body = """
                --b
                Content-Type: multipart/mixed; boundary=c

                --c
                Content-Type: application/http
                Content-Transfer-Encoding: binary
                Content-ID: 1

                POST contacts HTTP/1.1
                Content-Type: application/json

                {"lastname": "In a change set"}
                --c--

                --b--
                """.replace("\n", "\r\n");
        send(request("$batch").header("Content-Type", "multipart/mixed; boundary=b")
                .POST(BodyPublishers.ofString(body)).build());
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        send(request(path).header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/data/v9.2/" + path))
                .header("Authorization", "Bearer " + token);
    }

    /// A server that errs would be learned by heart, too.
    private void send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 400 && answer.statusCode() != 404) {
            throw new IOException(request.uri() + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
