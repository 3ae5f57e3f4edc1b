package dev.colonnade.engine.solution;

import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The components of solutions: the messages that change them, and the rules of the tables whose rows are components.
public final class SolutionComponents {

    private static final int AFTER_PRIVILEGES = 15;
    private static final int AFTER = 35;

    private final Map<String, Operation> operations;
    private final ComponentRules components;
    private final ManagedRules managed;

    public SolutionComponents(QueryRunner queries) {
        var solutions = new Solutions(queries);
        var rows = new ComponentRows();
        this.operations = Map.of("AddSolutionComponent",
                new AddSolutionComponent(solutions, rows, new Components(queries)), "RemoveSolutionComponent",
                new RemoveSolutionComponent(solutions, rows));
        this.components = new ComponentRules(solutions, rows);
        this.managed = new ManagedRules(queries);
    }

    /// Main operations of `AddSolutionComponent` and `RemoveSolutionComponent`.
    public Map<String, Operation> operations() {
        return operations;
    }

    /// Rules for the tables whose rows are components; other tables pay nothing.
    public List<Step> rules(MetadataSnapshot metadata) {
        var rules = new ArrayList<Step>();
        for (Table table : metadata.tables()) {
            if (ComponentType.isComponentTable(table)) {
                String name = table.logicalName();
                rules.add(Step.rule("solution component", "Create", name, AFTER, components::afterCreate));
                rules.add(Step.rule("solution component", "Update", name, AFTER, components::afterUpdate));
                rules.add(Step.rule("solution component", "Delete", name, AFTER, components::afterDelete));
            }
            if (ManagedRules.applyTo(table)) {
                String name = table.logicalName();
                rules.add(Step.rule("managed component", "Update", name, AFTER_PRIVILEGES, managed::beforeUpdate));
                rules.add(Step.rule("managed component", "Delete", name, AFTER_PRIVILEGES, managed::beforeDelete));
            }
        }
        return rules;
    }
}
