package dev.colonnade.engine.solution;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.storage.UnitOfWork;
import java.util.UUID;

/// Adds something that is there to an unmanaged solution. What is in it already stays as it is. Source:
/// reference/solutions-and-localization.md, "Components in a solution".
final class AddSolutionComponent implements Operation {

    private final Solutions solutions;
    private final ComponentRows rows;
    private final Components components;

    AddSolutionComponent(Solutions solutions, ComponentRows rows, Components components) {
        this.solutions = solutions;
        this.rows = rows;
        this.components = components;
    }

    @Override
    public void execute(Execution execution) {
        var component = new Component(required(execution, "ComponentType", Integer.class),
                required(execution, "ComponentId", UUID.class));
        String solution = required(execution, "SolutionUniqueName", String.class);
        boolean isAlone = isTrue(execution, "DoNotIncludeSubcomponents");
        execution.authorizer().requirePrivilege(AccessRight.WRITE, execution.metadata().table("solution"));
        UUID solutionId = solutions.requireUnmanaged(execution, solution);
        components.require(execution, component);
        rows.lock(execution.work(), solutionId);
        UUID id = add(execution, solutionId, component,
                isAlone ? ComponentRows.WITHOUT_SUBCOMPONENTS : ComponentRows.WITH_SUBCOMPONENTS);
        if (isTrue(execution, "AddRequiredComponents")) {
            for (Component needed : components.needs(execution, component)) {
                add(execution, solutionId, needed, ComponentRows.WITH_SUBCOMPONENTS);
            }
        }
        execution.outputs().set("id", id);
    }

    private UUID add(Execution execution, UUID solutionId, Component component, int behavior) {
        UnitOfWork work = execution.work();
        UUID known = rows.find(work, solutionId, component);
        if (known == null) {
            return rows.insert(execution, solutionId, component, behavior);
        }
        if (behavior == ComponentRows.WITH_SUBCOMPONENTS) {
            rows.widen(work, known);
        }
        return known;
    }

    static <T> T required(Execution execution, String parameter, Class<T> type) {
        Object value = execution.inputs().get(parameter);
        if (!type.isInstance(value)) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The parameter '" + parameter + "' of '"
                    + execution.message().name() + "' needs a value of the type " + type.getSimpleName() + ".");
        }
        return type.cast(value);
    }

    private static boolean isTrue(Execution execution, String parameter) {
        return Boolean.TRUE.equals(execution.inputs().get(parameter));
    }
}
