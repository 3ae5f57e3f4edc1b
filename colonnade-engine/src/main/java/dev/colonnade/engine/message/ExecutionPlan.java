package dev.colonnade.engine.message;

import java.util.List;
import java.util.stream.Stream;

/// The steps of one message for one table, by stage and rank; made once per snapshot.
///
/// @param runsPlugins whether a step of others is among them
public record ExecutionPlan(List<Step> preValidation, List<Step> preOperation, List<Step> postOperation,
        boolean runsPlugins) {

    static final ExecutionPlan EMPTY = ExecutionPlan.of(List.of(), List.of(), List.of());

    public ExecutionPlan {
        preValidation = List.copyOf(preValidation);
        preOperation = List.copyOf(preOperation);
        postOperation = List.copyOf(postOperation);
    }

    static ExecutionPlan of(List<Step> preValidation, List<Step> preOperation, List<Step> postOperation) {
        return new ExecutionPlan(preValidation, preOperation, postOperation, Stream.of(preValidation, preOperation,
                postOperation).flatMap(List::stream).anyMatch(step -> !step.isRule()));
    }

    /// Whether anything runs inside the transaction beside the main operation.
    boolean needsTransaction() {
        return !preOperation.isEmpty() || !postOperation.isEmpty();
    }
}
