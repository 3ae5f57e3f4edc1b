package dev.colonnade.engine.plugin;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.security.UserRights;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.ParameterCollection;
import dev.colonnade.sdk.plugin.ExecutionContext;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a running message, seen from one of its stages. Source: reference/event-framework.md, "Execution context"
/// and "Parent context and shared variables".
class OperationContext implements ExecutionContext {

    private static final UUID NO_ID = new UUID(0, 0);
    private static final int MAIN_STAGE = 30;

    /// Messages whose later stages find what stage 10 shared in the parent context.
    private static final Set<String> WITH_OWN_PRE_VALIDATION = Set.of("Create", "Update", "Delete");

    private final Execution execution;
    private final int stage;
    private final @Nullable Step step;

    OperationContext(Execution execution) {
        this(execution, execution.stage(), execution.step());
    }

    private OperationContext(Execution execution, int stage, @Nullable Step step) {
        this.execution = execution;
        this.stage = stage;
        this.step = step;
    }

    final Execution execution() {
        return execution;
    }

    final @Nullable Step step() {
        return step;
    }

    @Override
    public final String messageName() {
        return execution.message().name();
    }

    @Override
    public final int stage() {
        return stage;
    }

    @Override
    public final int mode() {
        return 0;
    }

    @Override
    public final int depth() {
        return execution.depth();
    }

    @Override
    public final UUID userId() {
        UUID impersonated = step == null ? null : step.impersonatingUserId();
        return impersonated == null ? execution.caller().userId() : impersonated;
    }

    @Override
    public final UUID initiatingUserId() {
        return execution.caller().initiatingUserId();
    }

    @Override
    public final UUID authenticatedUserId() {
        return execution.caller().authenticatedUserId();
    }

    @Override
    public final UUID businessUnitId() {
        UserRights rights = execution.snapshot().security().findRights(execution.caller().userId());
        return rights == null ? NO_ID : rights.businessUnitId();
    }

    @Override
    public final UUID correlationId() {
        return execution.correlationId();
    }

    @Override
    public final UUID requestId() {
        return execution.options().requestId();
    }

    @Override
    public final UUID operationId() {
        return NO_ID;
    }

    @Override
    public final Instant operationCreatedOn() {
        return execution.startedAt();
    }

    @Override
    public final UUID organizationId() {
        return execution.snapshot().settings().organizationId();
    }

    @Override
    public final String organizationName() {
        return execution.snapshot().settings().uniqueName();
    }

    @Override
    public final String primaryEntityName() {
        return execution.primaryEntityName();
    }

    @Override
    public final UUID primaryEntityId() {
        return execution.primaryId();
    }

    @Override
    public final String secondaryEntityName() {
        return "none";
    }

    @Override
    public final ParameterCollection inputParameters() {
        return execution.inputs();
    }

    @Override
    public final ParameterCollection outputParameters() {
        return execution.outputs();
    }

    @Override
    public final ParameterCollection sharedVariables() {
        return hasOwnPreValidation() && (stage <= 10 || isOperation())
                ? execution.preValidationVariables()
                : execution.sharedVariables();
    }

    @Override
    public Map<String, Entity> preEntityImages() {
        return Map.of();
    }

    @Override
    public Map<String, Entity> postEntityImages() {
        return Map.of();
    }

    /// For later stages of a create, update or delete the operation itself stands between the step and what started it.
    @Override
    public final @Nullable ExecutionContext parentContext() {
        if (hasOwnPreValidation() && stage > 10 && !isOperation()) {
            return new OperationContext(execution, MAIN_STAGE, null);
        }
        Execution parent = execution.parent();
        return parent == null ? null : new OperationContext(parent);
    }

    private boolean hasOwnPreValidation() {
        return WITH_OWN_PRE_VALIDATION.contains(messageName());
    }

    private boolean isOperation() {
        return stage == MAIN_STAGE;
    }

    @Override
    public final boolean isInTransaction() {
        return execution.work().inTransaction();
    }

    @Override
    public final int isolationMode() {
        return 2;
    }

    @Override
    public final EntityReference owningExtension() {
        if (step != null) {
            return new EntityReference("sdkmessageprocessingstep", step.id(), step.name());
        }
        UUID customApi = execution.message().customApiId();
        return customApi == null
                ? new EntityReference("sdkmessage", execution.message().id(), messageName())
                : new EntityReference("customapi", customApi, messageName());
    }

    @Override
    public final String initiatingUserAgent() {
        return execution.caller().userAgent();
    }

    @Override
    public final boolean isApplicationUser() {
        return execution.caller().isApplicationUser();
    }
}
