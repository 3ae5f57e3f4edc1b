package dev.colonnade.server.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The figures of one server, in the text form of Prometheus. Safe for use by several threads; closing it ends what listens to
/// the JVM.
public final class Metrics implements AutoCloseable {

    private static final Duration[] STEPS = {Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10),
            Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration
                    .ofMillis(500),
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<Answer, Timer> requests = new ConcurrentHashMap<>();

    public Metrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /// Counts an answered request and the time it took.
    void request(String door, int status, long nanos) {
        requests.computeIfAbsent(new Answer(door, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answer answer) {
        return Timer.builder("colonnade.http.requests")
                .description("Time to answer a request")
                .tag("door", answer.door())
                .tag("status", Integer.toString(answer.status()))
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    /// Shows a figure that is read when it is asked for.
    public void gauge(String name, String description, Supplier<Number> figure) {
        Gauge.builder(name, figure).description(description).register(registry);
    }

    /// Shows a count since the start that is read when it is asked for.
    public void counter(String name, String description, Supplier<Number> figure) {
        // The object that is counted on is held weakly, the function is not: a supplier in its place would be gone, and its
        // figure frozen, after the next collection.
        FunctionCounter.builder(name, registry, each -> figure.get().doubleValue()).description(description)
                .register(registry);
    }

    /// All figures, in Prometheus' text form.
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private record Answer(String door, int status) {}
}
