package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Table;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated input, grown from what is right and then damaged: whatever comes, it becomes a plan or the caller's mistake. With
/// `-Dlong` a million inputs of each sort are tried, with `-Dseed=` one seed.
final class BadInputTest {

    private static final int INPUTS_PER_SEED = 1_000;
    private static final int SEEDS = 5;
    private static final int SEEDS_LONG = 1_000;
    /// Far more than any input takes, also on a busy machine.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Table ACCOUNT = DoorFixture.METADATA.table("account");
    private static final SeenUrls SEEN = new SeenUrls();
    private static final String DAMAGE = "'\"()[]{},;:/=&%+-@$#*. \u00e9\ud83d\ude00\u0000\t\n09azAZ_";

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        return seed != null
                ? LongStream.of(Long.parseLong(seed))
                : LongStream.range(0, System.getProperty("long") == null ? SEEDS : SEEDS_LONG);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void filters(long seed) {
        tryAll(seed, (random, text) -> "$filter=" + UrlText.encodeQuery(damaged(random, text.filter(4)))
                + aliases(random, text));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void groups(long seed) {
        tryAll(seed, (random, text) -> "$apply=" + UrlText.encodeQuery(damaged(random, text.apply()))
                + aliases(random, text));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void queries(long seed) {
        tryAll(seed, (random, text) -> {
            var query = new StringBuilder(aliases(random, text));
            for (int i = random.nextInt(4); i >= 0; i--) {
                query.append('&').append(random.nextInt(3) == 0 ? text.option() : text.encodedOption());
            }
            return damaged(random, query.toString());
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void paths(long seed) {
        var resolver = new ResourceResolver(new DoorFixture().snapshot(), Aliases.NONE);
        var random = new Random(seed);
        var text = new ODataText(random);
        for (int i = 0; i < INPUTS_PER_SEED; i++) {
            String path = damaged(random, text.path());
            require(seed, path, () -> resolver.resolve(UrlText.decodePath(path)));
        }
    }

    private static String aliases(Random random, ODataText text) {
        return random.nextBoolean()
                ? ""
                : "&@p=" + UrlText.encodeQuery(random.nextBoolean() ? text.value() : text.path(2));
    }

    /// Makes one query string.
    private interface Form {

        String make(Random random, ODataText text);
    }

    private static void tryAll(long seed, Form form) {
        var random = new Random(seed);
        var text = new ODataText(random);
        for (int i = 0; i < INPUTS_PER_SEED; i++) {
            String query = form.make(random, text);
            require(seed, query, () -> plan(query));
        }
    }

    /// More than half of the inputs stay as they are, so that the parts behind the parser are reached too.
    private static String damaged(Random random, String text) {
        var damaged = new StringBuilder(text);
        for (int i = random.nextInt(5) - 2; i > 0 && !damaged.isEmpty(); i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
                case 2 -> damaged.setCharAt(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
                default -> damaged.insert(at, damaged.substring(0, at));
            }
        }
        return damaged.toString();
    }

    private static void plan(String query) {
        QueryString options = QueryString.parse(query);
        OptionClauses clauses = SEEN.options(options, Limits.DEFAULT);
        var aliases = new Aliases(options);
        if (clauses.apply() != null) {
            ApplyPlan.of(DoorFixture.METADATA, ACCOUNT, clauses, aliases, Limits.DEFAULT);
        } else {
            ReadPlan.of(DoorFixture.METADATA, SEEN.shapes(), ACCOUNT, clauses, aliases, Limits.DEFAULT, 0);
        }
    }

    private static void require(long seed, String input, Runnable action) {
        try {
            action.run();
        } catch (ServiceException e) {
            assertThat(e.code().kind()).as("seed %d: %s", seed, input).isIn(ErrorCode.Kind.BAD_REQUEST,
                    ErrorCode.Kind.NOT_FOUND);
            assertThat(e.getMessage()).as("seed %d: %s", seed, input).isNotBlank();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + input, e);
        }
    }

    static Stream<String> monsters() {
        int length = Limits.DEFAULT.urlCharacters() - 100;
        return Stream.concat(
                Stream.of("(", ")", "not ", "'", "''", "a/", "a,", "@", "[", "{", "a/any(b:", "a/all(a:",
                        "((a eq 1) or ", "1",
                        "-", "a eq 1 and ", "contains(", "Microsoft.Dynamics.CRM.In(", "0", "1e", "2024-01-31T", ".",
                        "$", "a.",
                        "groupby((", "aggregate(", "filter(", "a with sum as b,", ";", "=", "\u00e9")
                        .flatMap(piece -> List
                                .of("$filter=", "$apply=", "$expand=", "$orderby=", "$select=", "$top=", "@p=")
                                .stream()
                                .map(option -> option + UrlText.encodeQuery(piece.repeat(length / piece.length())))),
                Stream.of("$expand=" + "Account_Tasks($expand=".repeat(1_000),
                        "$expand=primarycontactid(".repeat(1_000),
                        "$filter=" + "Account_Tasks/any(t:t/".repeat(1_000),
                        "$apply=" + "filter(name eq 'x')/".repeat(1_000),
                        "$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=[" + "'x',".repeat(8_000)
                                + "'x'])",
                        "$filter=startswith(name,'" + "%25_[".repeat(5_000) + "')", "&".repeat(length),
                        "a&".repeat(length / 2)));
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void longInputIsWorkedOffAtOnce(String query) {
        Assertions.assertTimeoutPreemptively(PATIENCE,
                () -> require(0, query.substring(0, Math.min(80, query.length())), () -> plan(query)));
    }
}
