package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;

/// `RetrieveVersion`: the version of the platform that clients find here, which tells them what they may use.
///
/// Out: `Version` String.
final class RetrieveVersionOperation implements Operation {

    /// The service version whose Web API this server speaks.
    private static final String PLATFORM_VERSION = "9.2.0.0";

    @Override
    public boolean isSingleStatement(Execution execution) {
        return true;
    }

    @Override
    public void execute(Execution execution) {
        execution.outputs().set("Version", PLATFORM_VERSION);
    }
}
