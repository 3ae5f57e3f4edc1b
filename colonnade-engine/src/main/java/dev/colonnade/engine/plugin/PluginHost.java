package dev.colonnade.engine.plugin;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.containment.HostWork;
import dev.colonnade.engine.containment.JdkClasses;
import dev.colonnade.engine.containment.PluginThreads;
import dev.colonnade.engine.containment.PluginUse;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.PluginSteps;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.message.StepHandler;
import dev.colonnade.engine.plugin.PluginRows.ImageRow;
import dev.colonnade.engine.plugin.PluginRows.StepRow;
import dev.colonnade.engine.plugin.PluginRows.TypeRow;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import dev.colonnade.sdk.plugin.OperationStatus;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs plug-ins: the code of assemblies and packages, one class loader per version; one instance per registration; what comes
/// out of them, turned into errors and traces.
///
/// Nothing is loaded before its first call. A change of rows gives new handlers at the next [#loadSteps]; requests that hold
/// the old ones finish with them, and the old code goes when the last of them is done. Safe for use by several threads; closing
/// it writes the traces that wait.
public final class PluginHost implements PluginSteps, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private final Limits limits;
    private final InstantSource clock;
    private final TraceWriter traces;
    private final PluginCode code = new PluginCode();
    private final OutboundHttp http;
    private final ParameterRecords records = new ParameterRecords();
    private final StepImages images = new StepImages();
    private final Map<PluginRegistration.Key, PluginRegistration> steps = new ConcurrentHashMap<>();
    /// Main operations by custom API: each call looks one up.
    private final Map<UUID, PluginRegistration> mains = new ConcurrentHashMap<>();
    private final Map<CodeKey, PluginClassLoader> loaders = new ConcurrentHashMap<>();
    private final PluginThreads threads;
    private final JdkClasses warmUp = new JdkClasses(Entity.class, EntityCollection.class, EntityReference.class,
            Money.class, OptionSetValue.class, OrganizationRequest.class, OrganizationServiceException.class,
            ConditionOperator.class, QueryExpression.class, InvalidPluginExecutionException.class,
            OperationStatus.class, ErrorCode.class, PluginThrowable.class);
    /// Versions of which an execution could not be ended.
    private final Set<CodeKey> closed = ConcurrentHashMap.newKeySet();
    private volatile Map<UUID, TypeRow> types = Map.of();

    /// @param works makes the units of work in which traces are written
    public PluginHost(Supplier<UnitOfWork> works, Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.traces = new TraceWriter(works, clock);
        this.http = new OutboundHttp(limits.pluginHttp());
        this.threads = new PluginThreads(limits.plugins());
    }

    /// A unit of work as the watch over plug-ins sees it.
    private record Watched(UnitOfWork work) implements HostWork {

        @Override
        public void cancel() {
            work.cancel();
        }

        @Override
        public void abandon() {
            work.abandon();
        }
    }

    @Override
    public <T extends @Nullable Object> T call(UnitOfWork work, Supplier<T> body) {
        return threads.call(new Watched(work), body);
    }

    /// Prepares the first call of a plug-in in the background, when there are any.
    public void warmUp() {
        if (!types.isEmpty()) {
            warmUp.start();
        }
    }

    /// How the threads of plug-ins are used at the moment, for metrics.
    public PluginUse use() {
        return threads.use();
    }

    /// Main operations of the messages about plug-ins, by name.
    public Map<String, Operation> operations() {
        return Map.of(PushAssembly.NAME, new PushAssembly(code, this::isClosed));
    }

    private boolean isClosed(UUID id) {
        return closed.stream().anyMatch(key -> key.id().equals(id));
    }

    /// What the server does when rows of plug-ins are written.
    public List<Step> rules() {
        return new PluginRegistrationRules(code).rules();
    }

    @Override
    public List<Step> loadSteps(UnitOfWork work) {
        var known = new HashMap<UUID, TypeRow>();
        PluginRows.types(work).forEach(type -> known.put(type.id(), type));
        List<StepRow> rows = PluginRows.steps(work);
        var steps = new ArrayList<Step>();
        Map<UUID, List<ImageRow>> imagesByStep = PluginRows.images(work).stream()
                .collect(Collectors.groupingBy(ImageRow::stepId));
        Set<PluginRegistration> used = new HashSet<>();
        for (StepRow row : rows) {
            TypeRow type = known.get(row.pluginTypeId());
            if (type != null) {
                PluginRegistration registration = this.steps.computeIfAbsent(
                        new PluginRegistration.Key(row.id(), type, row.configuration(), row.secureConfiguration(),
                                row.filteringAttributes(), imagesByStep.getOrDefault(row.id(), List.of())),
                        key -> new PluginRegistration(key, this));
                used.add(registration);
                var step = new Step(row.id(), row.name(), row.message(), row.table(), row.stage(), row.rank(),
                        row.impersonatingUserId(), registration);
                steps.add(step);
                Step keeper = images.keeper(step, imagesByStep.getOrDefault(row.id(), List.of()));
                if (keeper != null) {
                    steps.add(keeper);
                }
            }
        }
        types = Map.copyOf(known);
        forget(known, used);
        traces.start();
        return steps;
    }

    /// Lets go of what no row asks for any more.
    private void forget(Map<UUID, TypeRow> known, Set<PluginRegistration> used) {
        steps.values().retainAll(used);
        mains.values().removeIf(main -> !main.type().equals(known.get(main.type().id())));
        Set<CodeKey> codes = new HashSet<>();
        known.values().forEach(type -> codes.add(type.code()));
        loaders.keySet().retainAll(codes);
        closed.retainAll(codes);
    }

    @Override
    public @Nullable StepHandler mainOperation(UUID pluginTypeId, UUID customApiId) {
        TypeRow type = types.get(pluginTypeId);
        if (type == null) {
            return null;
        }
        PluginRegistration known = mains.get(customApiId);
        return known != null && known.type().equals(type)
                ? known
                : mains.compute(customApiId, (id, other) -> other != null && other.type().equals(type)
                        ? other
                        : new PluginRegistration(new PluginRegistration.Key(id, type, null, null, null, List.of()),
                                this));
    }

    /// The class of a plug-in type, initialised.
    ///
    /// @throws ServiceException whose message begins with `UnableToLoadPluginType`
    static Class<?> load(TypeRow type, PluginClassLoader code) {
        try {
            Class<?> loaded = Class.forName(type.typeName(), true, code);
            if (!Plugin.class.isAssignableFrom(loaded)) {
                throw cannotLoadType(type, "it does not implement " + Plugin.class.getName(), null);
            }
            return loaded;
        } catch (ClassNotFoundException e) {
            throw cannotLoadType(type, "the class '" + e.getMessage() + "' is not there", e);
        } catch (LinkageError e) {
            throw cannotLoadType(type, e.toString(), PluginThrowable.of(e));
        }
    }

    /// The code of a plug-in type.
    ///
    /// @param work where the content is read, when the code is not loaded yet
    /// @throws ServiceException whose message begins with `UnableToLoadPluginAssembly`, or when it takes no more calls
    PluginClassLoader code(TypeRow type, UnitOfWork work) {
        if (closed.contains(type.code())) {
            throw new ServiceException(ErrorCode.SANDBOX_WORKER_NOT_AVAILABLE, "The plug-in assembly '" + type
                    .assembly() + "' takes no calls: an execution of it could not be ended. Push it anew.");
        }
        PluginClassLoader known = loaders.get(type.code());
        if (known != null && !known.guest().isDropped()) {
            return known;
        }
        warmUp.await();
        // Read outside of any lock: another request may hold the last connection and wait for the same code.
        PluginRows.Content content = PluginRows.content(work, type.code());
        if (content == null) {
            throw PluginRegistration.cannotLoad("UnableToLoadPluginAssembly",
                    "The assembly '" + type.assembly() + "' has no content.", null);
        }
        PluginClassLoader made = unpack(type, content.text());
        // Another version is one that this transaction has not committed yet; it must not stay when the transaction fails.
        return content.version() == type.code().version() ? keep(type.code(), made) : made;
    }

    private PluginClassLoader keep(CodeKey key, PluginClassLoader made) {
        return Objects.requireNonNull(loaders.compute(key,
                (same, other) -> other == null || other.guest().isDropped() ? made : other));
    }

    /// Lets go of code that was stopped somewhere in the middle; the next call loads it anew.
    void drop(CodeKey key, PluginClassLoader code) {
        loaders.remove(key, code);
        steps.values().forEach(registration -> registration.forget(code));
        mains.values().forEach(registration -> registration.forget(code));
    }

    /// Takes no more calls for a version.
    void close(CodeKey key) {
        LOG.error("An execution of plug-in code could not be ended; {} takes no more calls until it is pushed anew.",
                key);
        closed.add(key);
        PluginClassLoader code = loaders.get(key);
        if (code != null) {
            drop(key, code);
        }
    }

    private PluginClassLoader unpack(TypeRow type, String content) {
        LOG.debug("Loading the plug-in assembly {}", type.assembly());
        try {
            CodeArchive archive = CodeArchive.ofBase64(content, limits.assemblyBytes());
            return code.load(type.assembly(), archive);
        } catch (ServiceException e) {
            throw PluginRegistration.cannotLoad("UnableToLoadPluginAssembly",
                    "The assembly '" + type.assembly() + "' cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static ServiceException cannotLoadType(TypeRow type, String why, @Nullable Throwable cause) {
        return PluginRegistration.cannotLoad("UnableToLoadPluginType",
                "The plug-in type '" + type.typeName() + "' of '" + type.assembly() + "' cannot be loaded: " + why
                        + ".",
                cause);
    }

    /// Waits until the traces of all executions that have ended are written.
    ///
    /// @return whether it came to that in time
    public boolean awaitTraces(Duration timeout) throws InterruptedException {
        return traces.await(timeout);
    }

    OutboundHttp http() {
        return http;
    }

    PluginThreads threads() {
        return threads;
    }

    TraceWriter traces() {
        return traces;
    }

    StepImages images() {
        return images;
    }

    ParameterRecords records() {
        return records;
    }

    InstantSource clock() {
        return clock;
    }

    @Override
    public void close() {
        threads.close();
        traces.close();
        http.close();
    }
}
