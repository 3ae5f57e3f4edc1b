package dev.colonnade.sdk.plugin;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.ParameterCollection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of the operation for which a plug-in runs. The parameter collections may be changed in place; when a change
/// has an effect is told at each.
public interface ExecutionContext {

    /// Name of the message, e.g. `Create`, or the unique name of a custom API.
    String messageName();

    /// 10 pre-validation, 20 pre-operation, 30 main operation of a custom API, 40 post-operation.
    int stage();

    /// 0 synchronous, 1 asynchronous.
    int mode();

    /// 1 for an operation that a client started, one more for each operation started by a plug-in within it; at most 8.
    int depth();

    /// User under whose rights the step runs: the step's impersonating user, else the calling user.
    UUID userId();

    /// User who made the request.
    UUID initiatingUserId();

    /// User who authenticated, before impersonation.
    UUID authenticatedUserId();

    /// Business unit of the calling user.
    UUID businessUnitId();

    /// One for all operations that one client call caused.
    UUID correlationId();

    UUID requestId();

    /// Id of the system job for asynchronous steps; all zeros for synchronous ones.
    UUID operationId();

    Instant operationCreatedOn();

    UUID organizationId();

    /// Unique name of the organization.
    String organizationName();

    /// Logical name of the table, or `none`.
    String primaryEntityName();

    /// Id of the target row; all zeros for messages without one.
    UUID primaryEntityId();

    /// `none` almost always.
    String secondaryEntityName();

    /// Parameters of the request. Changes in stages 10 and 20 reach the main operation.
    ParameterCollection inputParameters();

    /// Properties of the response. Empty before the main operation; changes in stages 30 and 40 reach the caller.
    ParameterCollection outputParameters();

    /// Values that steps hand to later steps of the same operation.
    ParameterCollection sharedVariables();

    /// Rows before the main operation, by alias.
    Map<String, Entity> preEntityImages();

    /// Rows after the main operation, by alias.
    Map<String, Entity> postEntityImages();

    /// Context of the operation that started this one; `null` for the outermost.
    @Nullable
    ExecutionContext parentContext();

    /// Whether the step runs inside a database transaction.
    boolean isInTransaction();

    /// 1 none, 2 sandbox.
    int isolationMode();

    /// The step, or the custom API, that runs.
    EntityReference owningExtension();

    /// User agent of the web request; empty when there is none.
    String initiatingUserAgent();

    boolean isApplicationUser();
}
