package dev.colonnade.engine.message;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.FormatSettings;
import dev.colonnade.engine.query.QueryCalendar;
import dev.colonnade.engine.query.QueryCaller;
import dev.colonnade.engine.query.QueryScope;
import dev.colonnade.engine.query.ReadFormat;
import dev.colonnade.engine.query.RegionSettings;
import dev.colonnade.engine.query.RowAccess;
import dev.colonnade.engine.query.TimeZoneCodes;
import dev.colonnade.engine.security.Authorizer;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.security.UserRights;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.ParameterCollection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One running message: what steps and main operations work on. Belongs to one thread.
public final class Execution {

    static final UUID NO_ID = new UUID(0, 0);

    private final MessageExecutor executor;
    private final OrganizationSnapshot snapshot;
    private final MessageDefinition message;
    private final CallOptions options;
    private final UnitOfWork work;
    private final @Nullable Execution parent;
    private final UUID correlationId;
    private final int depth;
    private final Instant startedAt;
    private final ParameterCollection inputs;
    private final ParameterCollection outputs = new ParameterCollection();
    private final ParameterCollection sharedVariables = new ParameterCollection();
    private final ParameterCollection preValidationVariables = new ParameterCollection();
    private final Map<UUID, Map<String, Entity>> keptImages = new HashMap<>(0);
    private final Authorizer authorizer;
    private final @Nullable Table table;
    private UUID primaryId;
    private int stage;
    private @Nullable Step step;

    Execution(MessageExecutor executor, OrganizationSnapshot snapshot, MessageDefinition message, CallOptions options,
            UnitOfWork work, @Nullable Execution parent, Instant startedAt, OrganizationRequest request,
            @Nullable Table table, UUID primaryId) {
        this.executor = executor;
        this.snapshot = snapshot;
        this.message = message;
        this.options = options;
        this.work = work;
        this.parent = parent;
        this.correlationId = parent == null ? options.requestId() : parent.correlationId;
        this.depth = parent == null ? 1 : parent.depth + 1;
        this.startedAt = startedAt;
        this.inputs = new ParameterCollection(request.parameters());
        this.authorizer = new Authorizer(snapshot.security(), options.caller());
        this.table = table;
        this.primaryId = primaryId;
        if (options.tag() != null) {
            sharedVariables.set("tag", options.tag());
            preValidationVariables.set("tag", options.tag());
        }
    }

    public OrganizationSnapshot snapshot() {
        return snapshot;
    }

    public MetadataSnapshot metadata() {
        return snapshot.metadata();
    }

    public MessageDefinition message() {
        return message;
    }

    public CallOptions options() {
        return options;
    }

    public Caller caller() {
        return options.caller();
    }

    public Authorizer authorizer() {
        return authorizer;
    }

    public UnitOfWork work() {
        return work;
    }

    /// The execution that started this one; `null` for the outermost.
    public @Nullable Execution parent() {
        return parent;
    }

    public UUID correlationId() {
        return correlationId;
    }

    /// 1 for a call through a door, one more for each nested one.
    public int depth() {
        return depth;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public ParameterCollection inputs() {
        return inputs;
    }

    public ParameterCollection outputs() {
        return outputs;
    }

    public ParameterCollection sharedVariables() {
        return sharedVariables;
    }

    /// Shared variables of stage 10 of `Create`, `Update` and `Delete`, which later stages find in the parent context.
    /// Source: reference/event-framework.md, "Parent context and shared variables".
    public ParameterCollection preValidationVariables() {
        return preValidationVariables;
    }

    /// Images of the row before the main operation, by alias, for the steps of stage 40 that asked for them, by step. May be
    /// changed.
    public Map<UUID, Map<String, Entity>> keptImages() {
        return keptImages;
    }

    /// The table that the message is about; `null` when it has none.
    public @Nullable Table findTable() {
        return table;
    }

    /// The table that the message is about.
    ///
    /// @throws IllegalStateException when it has none
    public Table table() {
        if (table == null) {
            throw new IllegalStateException("The message '" + message.name() + "' has no table.");
        }
        return table;
    }

    /// Logical name of the table, or `none`.
    public String primaryEntityName() {
        return table == null ? "none" : table.logicalName();
    }

    /// Id of the target row; all zeros when there is none.
    public UUID primaryId() {
        return primaryId;
    }

    public void primaryId(UUID id) {
        primaryId = id;
    }

    /// The stage that runs now.
    public int stage() {
        return stage;
    }

    /// The step that runs now; `null` in the main operation.
    public @Nullable Step step() {
        return step;
    }

    void enter(int newStage, @Nullable Step newStep) {
        stage = newStage;
        step = newStep;
    }

    public Limits limits() {
        return executor.limits();
    }

    /// How values are shown to the caller.
    public ReadFormat format() {
        UserRights rights = authorizer.rights();
        int base = snapshot.settings().languageCode();
        int language = rights == null || rights.languageCode() == 0 ? base : rights.languageCode();
        FormatSettings formats = snapshot.settings().region().formats();
        return new ReadFormat(options.formattedValues(), language, base, timeZone(), snapshot.settings()::format,
                rights == null ? formats : rights.formats().or(formats));
    }

    /// The caller's time zone.
    private ZoneId timeZone() {
        UserRights rights = authorizer.rights();
        return rights == null ? ZoneOffset.UTC : TimeZoneCodes.zone(rights.timeZoneCode());
    }

    /// What a query with the caller's rights runs in.
    public QueryScope queryScope() {
        return scope(authorizer.readAccess());
    }

    /// What a query with all rights runs in; for the server's own reads.
    public QueryScope systemScope() {
        return scope(RowAccess.ALL);
    }

    private QueryScope scope(RowAccess access) {
        UserRights rights = authorizer.rights();
        ReadFormat format = format();
        var asking = new QueryCaller(caller().userId(), rights == null ? NO_ID : rights.businessUnitId(),
                rights == null ? Set.of() : rights.teams(), format.languageCode());
        // All queries of the request stand at the moment at which it began.
        RegionSettings region = snapshot.settings().region();
        var calendar = new QueryCalendar(InstantSource.fixed(startedAt), format.timeZone(), region.firstDayOfWeek(),
                region.fiscal());
        return new QueryScope(metadata(), access, work, format, limits(), asking, calendar);
    }

    /// Runs another message inside this one: a pipeline of its own, the same transaction, one level deeper.
    ///
    /// @param as for whom it runs
    public OrganizationResponse execute(OrganizationRequest request, Caller as) {
        return executor.executeNested(request, this, options.forNested(as));
    }

    /// Runs another message with all rights, without a level of its own: part of what this message does.
    public OrganizationResponse executeInternal(OrganizationRequest request) {
        return executor.executeInternal(request, this, caller().asSystem());
    }

    /// Runs another message with the caller's rights, without a level of its own: part of what this message does, such as
    /// the rows of a deep insert.
    public OrganizationResponse executePart(OrganizationRequest request) {
        return executor.executeInternal(request, this, caller());
    }
}
