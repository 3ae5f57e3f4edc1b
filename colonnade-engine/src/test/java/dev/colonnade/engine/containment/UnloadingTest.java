package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.organization.TestOrganization;
import dev.colonnade.engine.plugin.TestJar;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class UnloadingTest {

    /// The long form is for `-Dlong=true`.
    private static final int ROUNDS = Boolean.getBoolean("long") ? 500 : 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SOURCE = """
            package t;
            import dev.colonnade.sdk.plugin.*;
            import java.util.*;
            import java.util.regex.*;
            import java.util.stream.*;
            @CustomApi(uniqueName = "sample_Round", response = Round.Out.class)
            public final class Round implements Plugin {
                record Out(String answer) {}
                enum Color { RED, GREEN }
                sealed interface Shape permits Dot, Line {}
                record Dot(int x) implements Shape {}
                record Line(int a, int b) implements Shape {}
                private static final ThreadLocal<Shape> KEPT = new ThreadLocal<>();
                public void execute(PluginContext context) {
                    Shape shape = new Line(1, Color.values().length);
                    KEPT.set(shape);
                    var counts = new EnumMap<Color, Integer>(Color.class);
                    counts.put(Color.GREEN, switch (shape) { case Dot(int x) -> x; case Line(int a, int b) -> a + b; });
                    String text = Stream.of("b", "a").sorted(Comparator.reverseOrder()).collect(Collectors.joining("-"));
                    if (!Pattern.compile("(\\\\w)-a").matcher(text).matches()) { throw new IllegalStateException(text); }
                    try { throw new Own(counts); } catch (Own e) { text += String.format(" %s", e.getMessage()); }
                    context.trace("{}", shape);
                    context.respond(new Out(text));
                }
                static final class Own extends RuntimeException { Own(Object o) { super(String.valueOf(o)); } }
            }
            """;

    /// A plug-in keeps objects of its own in thread locals, and the pool's threads live on.
    @Test
    void replacedCodeIsLetGo() {
        Map<String, byte[]> classes = new TestJar().source("t.Round", SOURCE).compile();
        try (Organization organization = TestOrganization.open()) {
            OrganizationService service = TestOrganization.administrator(organization);
            service.create(new Entity("publisher").set("uniquename", "samplepublisher").set("friendlyname", "Sample")
                    .set("customizationprefix", "sample").set("customizationoptionvalueprefix", 10_000));
            long before = LoadedCode.count();

            for (int round = 0; round < ROUNDS; round++) {
                push(service, classes, round);
                assertThat(service.execute(new OrganizationRequest("sample_Round")).get("Answer"))
                        .isEqualTo("b-a {GREEN=3}");
            }

            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (LoadedCode.count() > before + 1) {
                assertThat(System.nanoTime()).as(LoadedCode.count() - before + " class loaders of " + ROUNDS
                        + " are alive").isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static void push(OrganizationService service, Map<String, byte[]> classes, int round) {
        var jar = new TestJar().entry("round.txt", String.valueOf(round));
        classes.forEach(jar::entry);
        service.execute(new OrganizationRequest("colonnade_PushAssembly").set("Name", "rounds").set("Content",
                Base64.getEncoder().encodeToString(jar.bytes())));
    }
}
