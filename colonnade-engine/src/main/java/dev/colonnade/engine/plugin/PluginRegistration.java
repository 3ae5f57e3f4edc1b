package dev.colonnade.engine.plugin;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.containment.Activation;
import dev.colonnade.engine.containment.Stop;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.message.StepHandler;
import dev.colonnade.engine.plugin.PluginFailures.Failure;
import dev.colonnade.engine.plugin.PluginRows.ImageRow;
import dev.colonnade.engine.plugin.PluginRows.TypeRow;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.plugin.Plugin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One registration of a plug-in type, by a step or as the main operation of a custom API, and its one instance, which is made
/// at the first call. Safe for use by several threads.
final class PluginRegistration implements StepHandler {

    /// Everything that an instance depends on: when any of it changes, so does the instance.
    ///
    /// @param id the step or the custom API
    /// @param configuration unsecure configuration of the step; `null` for none, and for main operations
    record Key(UUID id, TypeRow type, @Nullable String configuration, @Nullable String secureConfiguration,
            @Nullable String filteringAttributes, List<ImageRow> images) {

        Key {
            images = List.copyOf(images);
        }
    }

    private final Key key;
    private final PluginHost host;
    private final Set<String> filteringAttributes;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Made made;

    /// An instance and the code that it is of.
    private record Made(Plugin instance, PluginClassLoader code) {}

    PluginRegistration(Key key, PluginHost host) {
        this.key = key;
        this.host = host;
        this.filteringAttributes = key.filteringAttributes() == null ? Set.of() : names(key.filteringAttributes());
    }

    private static Set<String> names(String list) {
        return Set.copyOf(List.of(list.split(",")).stream().map(String::strip).filter(name -> !name.isEmpty())
                .distinct().toList());
    }

    @Override
    public void execute(Execution execution) {
        if (concerns(execution)) {
            // At once where the request is on such a thread already, as most are.
            host.<@Nullable Void>call(execution.work(), () -> {
                new Run(execution).run();
                return null;
            });
        }
    }

    TypeRow type() {
        return key.type();
    }

    /// Lets go of an instance whose code is no longer to be used.
    void forget(PluginClassLoader code) {
        Made current = made;
        if (current != null && current.code() == code) {
            made = null;
        }
    }

    /// Whether an update touches one of the columns that the step is registered for.
    private boolean concerns(Execution execution) {
        if (filteringAttributes.isEmpty()) {
            return true;
        }
        return switch (execution.message().name()) {
            case "Update" -> !(execution.inputs().get("Target") instanceof Entity target) || touches(target);
            case "UpdateMultiple" -> !(execution.inputs().get("Targets") instanceof EntityCollection targets)
                    || targets.entities().stream().anyMatch(this::touches);
            default -> true;
        };
    }

    private boolean touches(Entity target) {
        return target.attributes().keySet().stream().anyMatch(filteringAttributes::contains);
    }

    /// One execution of the plug-in.
    private final class Run {

        private final Execution execution;
        private final TraceText trace;
        private final HostedContext context;
        private final Instant start = host.clock().instant();
        private final long startNanos = System.nanoTime();
        private volatile TraceRow.@Nullable Span construction;

        Run(Execution execution) {
            this.execution = execution;
            this.trace = new TraceText(execution.limits().traceCharacters());
            this.context = new HostedContext(execution, host.records(), trace, key.configuration(),
                    key.secureConfiguration(), host.http());
        }

        void run() {
            Failure failure;
            Stop stop = null;
            try {
                PluginClassLoader code = code();
                context.images(images());
                Activation activation = host.threads().begin(code.guest(), this::abandoned);
                try {
                    failure = run(code, activation);
                } finally {
                    context.end();
                    stop = activation.end();
                    if (code.guest().isDropped()) {
                        host.drop(key.type().code(), code);
                    }
                }
            } catch (ServiceException e) {
                failure = PluginFailures.read(e, key.type().typeName());
            }
            if (stop != null) {
                failure = PluginFailures.stopped(stop, key.type().typeName(), execution.limits().plugins());
            }
            keepTrace(failure);
            if (failure != null) {
                throw failure.from(origin());
            }
        }

        /// @return how it failed; `null` when it did not
        private @Nullable Failure run(PluginClassLoader code, Activation activation) {
            try {
                context.begin(activation);
                instance(code).execute(context);
                return null;
            } catch (Throwable thrown) {
                // Errors too: what plug-in code does to itself must not end the request's thread.
                return PluginFailures.read(thrown, key.type().typeName());
            }
        }

        /// The execution does not come back: its traces are kept now, and its code takes no more calls.
        private ServiceException abandoned(Stop stop) {
            host.close(key.type().code());
            Failure failure = PluginFailures.stopped(stop, key.type().typeName(), execution.limits().plugins());
            keepTrace(failure);
            return failure.from(origin());
        }

        private HostedContext.Images images() {
            if (key.images().isEmpty()) {
                return HostedContext.Images.NONE;
            }
            return new HostedContext.Images(host.images().before(execution, key.id(), key.images()),
                    host.images().after(execution, key.images()));
        }

        /// The code that the instance is of, or will be.
        private PluginClassLoader code() {
            Made current = made;
            return current != null && !current.code().guest().isDropped()
                    ? current.code()
                    : host.code(key.type(), execution.work());
        }

        private Plugin instance(PluginClassLoader code) throws Throwable {
            Made current = made;
            if (current != null && current.code() == code) {
                return current.instance();
            }
            Class<?> type = PluginHost.load(key.type(), code);
            // Who waits for a constructor that does not end is woken when its own time is over.
            making.lockInterruptibly();
            try {
                current = made;
                if (current == null || current.code() != code) {
                    current = new Made(construct(type), code);
                    made = current;
                }
                return current.instance();
            } finally {
                making.unlock();
            }
        }

        private Plugin construct(Class<?> type) throws Throwable {
            Instant start = host.clock().instant();
            long startNanos = System.nanoTime();
            try {
                return PluginInstances.construct(type, key.configuration(), key.secureConfiguration());
            } finally {
                construction = new TraceRow.Span(start, Duration.ofNanos(System.nanoTime() - startNanos));
            }
        }

        private void keepTrace(@Nullable Failure failure) {
            int setting = execution.snapshot().settings().traceSetting();
            if (setting == 0 || (setting == 1 && failure == null)) {
                return;
            }
            Step step = context.step();
            var span = new TraceRow.Span(start, Duration.ofNanos(System.nanoTime() - startNanos));
            host.traces()
                    .write(new TraceRow(key.type().typeName(), context.messageName(), context.primaryEntityName(),
                            trace.text(), failure == null ? null : failure.description(),
                            key.configuration(), key.secureConfiguration(), context.depth(), context.correlationId(),
                            context.requestId(), step == null ? null : step.id(), context.organizationId(),
                            context.userId(), construction, span));
        }

        private Map<String, String> origin() {
            Step step = context.step();
            TypeRow type = key.type();
            String simpleAssembly = type.assembly().substring(0, type.assembly().indexOf(','));
            String text = "\r\n[" + simpleAssembly + ": " + type.typeName() + "]\r\n[" + key.id() + ": "
                    + (step == null ? context.messageName() : step.name()) + "]\r\n\r\n" + trace.text();
            return Map.of("TraceText", text, "ApiExceptionSourceKey", "Plugin/" + type.typeName() + ", "
                    + type.assembly(), "ApiStepKey", key.id().toString(), "ApiDepthKey",
                    String.valueOf(context.depth()), "ApiActivityIdKey", context.correlationId().toString(),
                    "ApiPluginSolutionNameKey", "Active", "ApiStepSolutionNameKey", "Active");
        }
    }

    /// The error of code that cannot be loaded.
    static ServiceException cannotLoad(String name, String sentence, @Nullable Throwable cause) {
        return ServiceException.ofPlugin(ErrorCode.ISV_UNEXPECTED, name + ": " + sentence, 0,
                Map.of(), cause);
    }
}
