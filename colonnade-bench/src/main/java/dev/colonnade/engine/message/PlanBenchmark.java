package dev.colonnade.engine.message;

import dev.colonnade.bench.jmh.SystemTables;
import dev.colonnade.engine.metadata.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to find the plan of a message for a table: where some steps are registered, and where none is.
@State(Scope.Benchmark)
public class PlanBenchmark {

    private static final int STEPS = 100;

    private final Table table = SystemTables.snapshot().table("queue");
    private final MessageRegistry registry = new MessageRegistry(List.of(), IntStream.range(0, STEPS).mapToObj(
            number -> Step.rule("step " + number, "Create", number % 2 == 0 ? "queue" : null, 15, execution -> {}))
            .toList());

    @Benchmark
    public ExecutionPlan planWithSteps() {
        return registry.plan("Create", table);
    }

    @Benchmark
    public ExecutionPlan planWithoutSteps() {
        return registry.plan("Retrieve", table);
    }
}
