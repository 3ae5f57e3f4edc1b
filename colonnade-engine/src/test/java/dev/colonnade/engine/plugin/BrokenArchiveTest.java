package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a caller sends as an archive may be anything; what it gets back is a sentence.
class BrokenArchiveTest {

    private static final Map<String, byte[]> ENTRIES = CodeArchive.of(new TestJar()
            .source("t.Order",
                    """
                            package t;
                            import dev.colonnade.sdk.plugin.*;
                            @CustomApi(uniqueName = "sample_Order", request = Order.Request.class, response = Order.Response.class)
                            @Step(message = "Update", entity = "account", stage = 20, filteringAttributes = {"name", "telephone1"})
                            public final class Order implements Plugin {
                                record Request(String title, @RequestParameter(uniqueName = "Urgency", isOptional = true) Integer urgency) {}
                                record Response(@ResponseProperty(description = "Sum") java.math.BigDecimal total, boolean done) {}
                                public void execute(PluginContext context) {
                                    Runnable run = () -> context.trace("{} {}", context.request(Request.class).title() + "!", 1);
                                    run.run();
                                }
                            }
                            """)
            .bytes(), 1_000_000).entries();

    private final PluginCode code = new PluginCode();

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.range(0, 400) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void brokenClassFilesAreRefusedWithASentence(long seed) {
        var random = new Random(seed);
        List<String> names = ENTRIES.keySet().stream().filter(name -> name.endsWith(".class")).sorted().toList();
        String broken = names.get(random.nextInt(names.size()));
        var jar = new TestJar();
        names.forEach(name -> jar.entry(name,
                name.equals(broken) ? changed(random, name) : ENTRIES.getOrDefault(name, new byte[0])));

        String said = register(jar.bytes(), String.valueOf(seed));

        assertThat(said).doesNotContain("Exception").isNotBlank();
    }

    private static byte[] changed(Random random, String name) {
        byte[] bytes = ENTRIES.getOrDefault(name, new byte[0]).clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String register(byte[] jar, String content) {
        try {
            CodeArchive archive = CodeArchive.of(jar, 1_000_000);
            code.check(content, archive);
            return "read " + DeclarationReader.read(archive);
        } catch (ServiceException e) {
            return e.getMessage();
        }
    }
}
