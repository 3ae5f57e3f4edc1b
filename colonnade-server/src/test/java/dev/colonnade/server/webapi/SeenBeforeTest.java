package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.metadata.Table;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SeenBeforeTest {

    private static final int WEIGHT_MAX = 1_000;

    private final SeenBefore<String, Integer> seen = new SeenBefore<>(WEIGHT_MAX, String::length);
    private final AtomicInteger made = new AtomicInteger();

    private int get(String key) {
        return seen.get(key, made::incrementAndGet);
    }

    @Test
    void aValueIsMadeTwiceAndThenKept() {
        assertThat(List.of(get("a"), get("a"), get("a"), get("a"))).containsExactly(1, 2, 2, 2);
    }

    @Test
    void whatIsSeenOnceIsNotKept() {
        for (int i = 0; i < 1_000_000; i++) {
            get("only once " + i);
        }

        assertThat(made).hasValue(1_000_000);
        assertThat(seen.size()).isZero();
    }

    @Test
    void whatIsKeptNeverWeighsMoreThanTheBound() {
        for (int i = 0; i < 100_000; i++) {
            get("twice " + i);
            get("twice " + i);
            assertThat(seen.size()).isLessThanOrEqualTo(WEIGHT_MAX / "twice 0".length());
        }
    }

    @Test
    void whatIsInUseComesBackAfterTheRestWasForgotten() {
        for (int i = 0; i < 1_000; i++) {
            get("twice " + i);
            get("twice " + i);
            get("in use");
        }

        assertThat(seen.find("in use")).isNotNull();
    }

    @Test
    void whatWeighsTooMuchAloneIsNotKept() {
        String heavy = "x".repeat(WEIGHT_MAX / 2);

        assertThat(List.of(get(heavy), get(heavy), get(heavy))).containsExactly(1, 2, 3);
    }

    @Test
    void aMistakeIsMadeAnewEachTime() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> seen.get("wrong", () -> {
                throw new IllegalArgumentException("no " + made.incrementAndGet());
            })).hasMessage("no " + made.get());
        }

        assertThat(seen.size()).isZero();
    }

    @Test
    void manyDifferentUrlsLeaveNothingBehind() {
        SeenBefore<OptionParser.Written, OptionParser.Option> options = OptionParser.seenOptions();
        for (int i = 0; i < 50_000; i++) {
            QueryString query = QueryString.parse("$select=name&$filter=name%20eq%20'" + i + "'&$top=" + i);
            OptionParser.parse(query, Limits.DEFAULT, options);
        }

        assertThat(options.size()).isEqualTo(1);
        assertThat(options.find(new OptionParser.Written("$select", "name"))).isNotNull();
    }

    @Test
    void shapesGoWithTheDefinitions() {
        var shapes = new ReadShapes();
        Table table = DoorFixture.METADATA.table("account");
        List<String> names = List.of("name");
        for (int i = 0; i < 3; i++) {
            shapes.of(DoorFixture.METADATA, table, names, null);
        }
        ReadShape kept = shapes.of(DoorFixture.METADATA, table, names, null);

        assertThat(shapes.of(DoorFixture.METADATA, table, names, null)).isSameAs(kept);
        assertThat(shapes.of(DoorFixture.metadata(), table, names, null)).isNotSameAs(kept);
    }
}
