package dev.colonnade.engine.message;

/// What a step runs: a rule of ours or a plug-in.
@FunctionalInterface
public interface StepHandler {

    void execute(Execution execution);
}
