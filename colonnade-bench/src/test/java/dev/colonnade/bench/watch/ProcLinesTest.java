package dev.colonnade.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcLinesTest {

    @Test
    void aProcessIsReadWhateverItsNameHolds() {
        String line = "4711 (a (b) c) d) S 12 4711 4711 0 -1 4194560 4113 0 3 0 250 17 0 0 20 0 31 0 100 200 300";

        assertThat(ProcessLine.parse(line)).isEqualTo(new ProcessLine(4711, 12, 267));
    }

    @Test
    void whatIsNoProcessIsRefused() {
        assertThatThrownBy(() -> ProcessLine.parse("cpu 1 2 3")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waitingIsNotCountedAsBusy() {
        assertThat(MachineLine.parse("cpu  100 10 50 9000 800 5 6 7 30 0")).isEqualTo(new MachineLine(171, 7));
    }

    @Test
    void oneProcessorIsNotTheMachine() {
        assertThatThrownBy(() -> MachineLine.parse("cpu0 100 10 50 9000 800 5 6 7 30 0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void titlesOfPostgresTellForWhomAProcessWorks() {
        assertThat(PostgresTitle.parse("postgres: colonnade bench_limit 127.0.0.1(40000) idle"))
                .isEqualTo(new PostgresTitle("bench_limit", false));
        assertThat(PostgresTitle.parse("postgres: walwriter")).isEqualTo(new PostgresTitle(null, false));
        assertThat(PostgresTitle.parse("postgres: io worker 0")).isEqualTo(new PostgresTitle(null, false));
        assertThat(PostgresTitle.parse("postgres: autovacuum worker bench_limit")).isEqualTo(new PostgresTitle(null,
                true));
        assertThat(PostgresTitle.parse("/opt/bin/postgres -D data")).isEqualTo(new PostgresTitle(null, false));
    }

    @Test
    void memoryIsReadByItsKey() {
        assertThat(Proc.kilobytes("Name:\tjava\nVmHWM:\t  300 kB\nVmRSS:\t  200 kB\n", "VmRSS")).isEqualTo(200);
        assertThat(Proc.kilobytes("Name:\tjava\n", "VmRSS")).isZero();
    }

    @Test
    void theUseIsThatOfTheServerUnderLoadAndOfPostgresForIt() {
        var before = new CpuReading(0, new MachineLine(1_000, 0), 10, Map.of(1L, 100L, 2L, 100L), Map.of("ours", Map.of(
                11L, 50L), "other", Map.of(12L, 50L)), Map.of(13L, 5L), Map.of(14L, 5L));
        var after = new CpuReading(2_000_000_000L, new MachineLine(1_300, 20), 40, Map.of(1L, 200L, 2L, 110L), Map.of(
                "ours", Map.of(11L, 90L, 15L, 10L), "other", Map.of(12L, 51L)), Map.of(13L, 8L), Map.of(14L, 9L));

        CpuUse use = after.since(before, 1, "ours");

        assertThat(use.seconds()).isEqualTo(2);
        assertThat(use.server()).isEqualTo(1.0);
        assertThat(use.postgres()).isEqualTo(0.53);
        assertThat(use.client()).isEqualTo(0.3);
        // 300 busy, of which 30 client, 110 servers, 51 sessions, 3 shared and 4 cleaning.
        assertThat(use.foreign()).isEqualTo(1.02);
        assertThat(use.foreignProcessors()).isEqualTo(0.61, within(1e-9));
    }
}
