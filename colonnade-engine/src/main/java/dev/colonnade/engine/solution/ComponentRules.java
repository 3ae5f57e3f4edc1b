package dev.colonnade.engine.solution;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.storage.UnitOfWork;
import java.util.UUID;

/// Adds rows that are created to the default solution, which holds everything, and to the solution that the request names; a row
/// that is changed to the latter. Source: reference/solutions-and-localization.md, "Components in a solution".
final class ComponentRules {

    private final Solutions solutions;
    private final ComponentRows rows;

    ComponentRules(Solutions solutions, ComponentRows rows) {
        this.solutions = solutions;
        this.rows = rows;
    }

    void afterCreate(Execution execution) {
        UUID defaultSolution = execution.snapshot().settings().defaultSolutionId();
        if (defaultSolution != null) {
            rows.insert(execution, defaultSolution, component(execution), ComponentRows.WITH_SUBCOMPONENTS);
        }
        afterUpdate(execution);
    }

    void afterUpdate(Execution execution) {
        String name = execution.options().solutionUniqueName();
        if (name == null || name.isBlank()) {
            return;
        }
        UUID solutionId = solutions.requireUnmanaged(execution, name);
        UnitOfWork work = execution.work();
        rows.lock(work, solutionId);
        if (rows.find(work, solutionId, component(execution)) == null) {
            rows.insert(execution, solutionId, component(execution), ComponentRows.WITH_SUBCOMPONENTS);
        }
    }

    void afterDelete(Execution execution) {
        rows.deleteEverywhere(execution.work(), component(execution));
    }

    private static Component component(Execution execution) {
        return new Component(ComponentType.of(execution.table()), execution.primaryId());
    }
}
