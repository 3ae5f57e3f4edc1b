package dev.colonnade.engine.message;

import dev.colonnade.engine.Cancellation;
import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FetchXmlReader;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.query.FetchExpression;
import dev.colonnade.sdk.query.QueryExpression;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one inside door of the server: every operation, whatever door it came through, is a message that runs here.
///
/// 1. find the message, bind and check its parameters;
/// 2. stage 10, before the privilege check and outside the transaction;
/// 3. the privilege check;
/// 4. stage 20, the main operation (stage 30) and stage 40, in one transaction;
/// 5. after the commit, definitions that changed are brought up to date before the answer leaves.
///
/// Source: reference/event-framework.md, "Pipeline stages". Safe for use by several threads.
public final class MessageExecutor {

    private final SnapshotSource snapshots;
    private final Supplier<UnitOfWork> works;
    private final Map<String, Operation> operations;
    private final PluginSteps plugins;
    private final Limits limits;
    private final InstantSource clock;

    /// @param works makes a unit of work for each outermost message
    /// @param operations main operations of the standard messages, by name
    public MessageExecutor(SnapshotSource snapshots, Supplier<UnitOfWork> works, Map<String, Operation> operations,
            PluginSteps plugins, Limits limits, InstantSource clock) {
        this.snapshots = snapshots;
        this.works = works;
        this.operations = Map.copyOf(operations);
        this.plugins = plugins;
        this.limits = limits;
        this.clock = clock;
    }

    public Limits limits() {
        return limits;
    }

    public OrganizationSnapshot snapshot() {
        return snapshots.current();
    }

    /// Runs a message for a door, in a unit of work of its own.
    ///
    /// @throws ServiceException when it fails; nothing of it is stored then
    public OrganizationResponse execute(OrganizationRequest request, CallOptions options) {
        return session().execute(request, options);
    }

    /// A session at the current snapshot whose messages run in a unit of work each.
    public MessageSession session() {
        OrganizationSnapshot snapshot = snapshots.current();
        return new Session(limits, snapshot, (request, options) -> separately(snapshot, request, options));
    }

    /// Runs several messages of a door in one transaction, which is committed when the body returns. A message that fails loses
    /// the transaction, even if the body goes on.
    ///
    /// @return what the body returns
    /// @throws ServiceException when a message or the commit fails; nothing is stored then
    public <T> T transactionally(Function<MessageSession, T> body) {
        try (UnitOfWork work = works.get()) {
            work.requireTransaction();
            OrganizationSnapshot snapshot = snapshots.current();
            T result = body.apply(
                    new Session(limits, snapshot, (request, options) -> together(work, snapshot, request, options)));
            commit(work);
            return result;
        }
    }

    private OrganizationResponse executeOutermost(OrganizationRequest request, CallOptions options,
            OrganizationSnapshot pinned, UnitOfWork work) {
        Execution execution = prepare(request, options, pinned, work, null);
        execution.authorizer().requireMember();
        ExecutionPlan plan = plan(execution);
        // Handed over once, as a whole: plug-ins may not compute on the threads that serve the doors.
        return plan.runsPlugins() || execution.message().pluginTypeId() != null
                ? plugins.call(work, () -> run(execution, plan))
                : run(execution, plan);
    }

    OrganizationResponse executeNested(OrganizationRequest request, Execution outer, CallOptions options) {
        if (outer.depth() >= limits.messageDepth()) {
            throw new ServiceException(ErrorCode.SDK_CORRELATION_TOKEN_DEPTH_TOO_HIGH,
                    "The operation '" + request.requestName()
                            + "' was cancelled because operations are nested more than "
                            + limits.messageDepth() + " deep: a plug-in probably calls itself in an endless loop.");
        }
        if (outer.stage() <= 10 && !outer.work().inTransaction()) {
            return executeApart(request, outer, options);
        }
        try {
            return run(prepare(request, options, outer.snapshot(), outer.work(), outer));
        } catch (RuntimeException | Error e) {
            // What the nested operation did cannot be undone alone, so the whole transaction is lost, even if the
            // plug-in catches this. Source: reference/event-framework.md, "Exceptions and how they surface".
            outer.work().lose();
            throw e;
        }
    }

    /// A call from stage 10 of the outermost operation: outside its transaction, so in one of its own.
    private OrganizationResponse executeApart(OrganizationRequest request, Execution outer, CallOptions options) {
        try (UnitOfWork work = works.get()) {
            OrganizationResponse response = plugins.call(work,
                    () -> run(prepare(request, options, snapshots.current(), work, outer)));
            commit(work);
            return response;
        }
    }

    private void commit(UnitOfWork work) {
        boolean changesDefinitions = work.announces();
        work.commit();
        if (changesDefinitions) {
            snapshots.refresh();
        }
    }

    OrganizationResponse executeInternal(OrganizationRequest request, Execution outer, Caller as) {
        return run(prepare(request, outer.options().withCaller(as), outer.snapshot(), outer.work(), outer.parent()));
    }

    private Execution prepare(OrganizationRequest request, CallOptions options, OrganizationSnapshot snapshot,
            UnitOfWork work, @Nullable Execution outer) {
        MessageDefinition message = snapshot.messages().require(request.requestName());
        if (message.isCustomApi()) {
            ParameterChecks.check(message, request.parameters(), snapshot.metadata());
        }
        Operation operation = operations.get(message.name());
        Target target = operation != null && !operation.isAboutATable()
                ? new Target(null, Execution.NO_ID)
                : target(message, request, snapshot);
        return new Execution(this, snapshot, message, options, work, outer, clock.instant(), request, target.table(),
                target.id());
    }

    private static ExecutionPlan plan(Execution execution) {
        return execution.snapshot().messages().plan(execution.message().name(), execution.findTable());
    }

    private OrganizationResponse run(Execution execution) {
        return run(execution, plan(execution));
    }

    private OrganizationResponse run(Execution execution, ExecutionPlan plan) {
        MessageDefinition message = execution.message();
        Operation operation = operations.get(message.name());
        runSteps(execution, plan.preValidation());
        authorize(execution, message, operation);
        if (plan.needsTransaction() || (operation != null && !operation.isSingleStatement(execution))) {
            execution.work().requireTransaction();
        }
        runSteps(execution, plan.preOperation());
        execution.enter(30, null);
        runMain(execution, message, operation);
        runSteps(execution, plan.postOperation());
        if (execution.work().isLost()) {
            throw new ServiceException(ErrorCode.ISV_REDUCED_OPEN_TRANSACTION_COUNT,
                    "A service call of a plug-in failed inside the transaction of '" + message.name()
                            + "', and the plug-in went on; the operation was rolled back.");
        }
        ResponseDefaults.fill(message, execution.outputs());
        return new OrganizationResponse(message.name(), execution.outputs());
    }

    private void runSteps(Execution execution, List<Step> steps) {
        for (Step step : steps) {
            if (!execution.options().bypassedSteps().contains(step.id())) {
                execution.enter(step.stage(), step);
                step.handler().execute(execution);
            }
        }
    }

    private static void authorize(Execution execution, MessageDefinition message, @Nullable Operation operation) {
        String privilege = message.executePrivilege();
        if (privilege != null && !privilege.isEmpty()) {
            execution.authorizer().requirePrivilege(privilege);
        }
        AccessRight right = operation == null ? null : operation.right();
        Table table = execution.findTable();
        if (right != null && table != null) {
            execution.authorizer().requirePrivilege(right, table);
        }
    }

    private void runMain(Execution execution, MessageDefinition message, @Nullable Operation operation) {
        if (operation != null) {
            operation.execute(execution);
        } else if (message.customApiId() != null) {
            runCustomApi(execution, message, message.customApiId());
        } else {
            throw new ServiceException(ErrorCode.SDK_MESSAGE_NOT_IMPLEMENTED,
                    "The message '" + message.name() + "' is not implemented.");
        }
    }

    private void runCustomApi(Execution execution, MessageDefinition message, UUID customApiId) {
        UUID pluginTypeId = message.pluginTypeId();
        if (pluginTypeId == null) {
            return;
        }
        StepHandler handler = plugins.mainOperation(pluginTypeId, customApiId);
        if (handler == null) {
            throw new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST, "The plug-in type " + pluginTypeId
                    + " of the custom API '" + message.name() + "' does not exist.");
        }
        // A plug-in may call the organization service; its calls and the main operation are one transaction, which is
        // opened by the first statement, so that a plug-in without data access costs no round trip.
        execution.work().requireTransaction();
        handler.execute(execution);
    }

    private static Target target(MessageDefinition message, OrganizationRequest request,
            OrganizationSnapshot snapshot) {
        Object subject = subject(message, request);
        return switch (subject) {
            case Entity entity when !entity.logicalName().isEmpty() ->
                new Target(snapshot.metadata().table(entity.logicalName()), orNone(entity.id()));
            case EntityReference reference ->
                new Target(snapshot.metadata().table(reference.logicalName()), orNone(reference.id()));
            case EntityCollection rows when !rows.entityName().isEmpty() ->
                new Target(snapshot.metadata().table(rows.entityName()), Execution.NO_ID);
            case QueryExpression query -> new Target(snapshot.metadata().table(query.entityName()), Execution.NO_ID);
            case FetchExpression(var fetchXml) -> {
                String name = FetchXmlReader.findTableName(fetchXml);
                yield new Target(name == null ? null : snapshot.metadata().table(name), Execution.NO_ID);
            }
            case null, default -> message.boundTable() == null
                    ? new Target(null, Execution.NO_ID)
                    : new Target(snapshot.metadata().findTable(message.boundTable()), Execution.NO_ID);
        };
    }

    /// The parameter that tells a message's table.
    private static @Nullable Object subject(MessageDefinition message, OrganizationRequest request) {
        if (message.isCustomApi() && message.binding() != Binding.ENTITY) {
            return null;
        }
        for (String name : List.of("Target", "EntityMoniker", "Query", "Targets")) {
            if (request.parameters().contains(name)) {
                return request.parameters().get(name);
            }
        }
        return null;
    }

    private static UUID orNone(@Nullable UUID id) {
        return id == null ? Execution.NO_ID : id;
    }

    private record Target(@Nullable Table table, UUID id) {}

    private OrganizationResponse separately(OrganizationSnapshot snapshot, OrganizationRequest request,
            CallOptions options) {
        try (UnitOfWork work = works.get()) {
            Cancellation cancellation = options.cancellation();
            OrganizationResponse response = cancellation == null
                    ? executeOutermost(request, options, snapshot, work)
                    : cancellation.during(() -> executeOutermost(request, options, snapshot, work), work::cancel);
            commit(work);
            return response;
        }
    }

    private OrganizationResponse together(UnitOfWork work, OrganizationSnapshot snapshot, OrganizationRequest request,
            CallOptions options) {
        try {
            return executeOutermost(request, options, snapshot, work);
        } catch (RuntimeException | Error e) {
            // What the message did cannot be undone alone.
            work.lose();
            throw e;
        }
    }

    /// @param run runs a message of the session
    private record Session(Limits limits, OrganizationSnapshot snapshot,
            BiFunction<OrganizationRequest, CallOptions, OrganizationResponse> run) implements MessageSession {

        @Override
        public OrganizationResponse execute(OrganizationRequest request, CallOptions options) {
            return run.apply(request, options);
        }
    }
}
