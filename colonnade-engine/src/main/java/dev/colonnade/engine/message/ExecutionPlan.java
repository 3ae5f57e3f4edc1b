package dev.colonnade.engine.message;

import java.util.List;

/// The steps of one message for one table, by stage and rank; made once per snapshot.
public record ExecutionPlan(List<Step> preValidation, List<Step> preOperation, List<Step> postOperation) {

    static final ExecutionPlan EMPTY = new ExecutionPlan(List.of(), List.of(), List.of());

    public ExecutionPlan {
        preValidation = List.copyOf(preValidation);
        preOperation = List.copyOf(preOperation);
        postOperation = List.copyOf(postOperation);
    }

    /// Whether anything runs inside the transaction beside the main operation.
    boolean needsTransaction() {
        return !preOperation.isEmpty() || !postOperation.isEmpty();
    }
}
