package dev.colonnade.engine.organization;

import dev.colonnade.engine.customapi.CustomApiRules;
import dev.colonnade.engine.localization.LabelStore;
import dev.colonnade.engine.localization.Localization;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.operation.StandardOperations;
import dev.colonnade.engine.plugin.PluginHost;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.registration.RegistrationRules;
import dev.colonnade.engine.solution.SolutionComponents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the rooms of the engine bring to the pipeline: main operations of messages, and rules as steps of the server's own.
final class Rooms {

    private final Map<String, Operation> operations = new HashMap<>();
    private final Localization localization;
    private final SolutionComponents solutions;
    private final List<Step> rules = new ArrayList<>();

    Rooms(QueryRunner queries, PluginHost plugins) {
        localization = new Localization(queries, new LabelStore());
        solutions = new SolutionComponents(queries);
        operations.putAll(StandardOperations.all(queries));
        operations.putAll(localization.operations());
        operations.putAll(solutions.operations());
        operations.putAll(plugins.operations());
        rules.addAll(StandardOperations.rules());
        rules.addAll(new CustomApiRules(queries).rules());
        rules.addAll(new RegistrationRules(queries).rules());
        rules.addAll(plugins.rules());
    }

    Map<String, Operation> operations() {
        return operations;
    }

    /// The rules for a set of tables.
    List<Step> rules(MetadataSnapshot metadata) {
        var all = new ArrayList<Step>(rules);
        all.addAll(localization.rules(metadata));
        all.addAll(solutions.rules(metadata));
        return all;
    }
}
