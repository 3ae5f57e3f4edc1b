package dev.colonnade.engine.solution;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes a component out of an unmanaged solution; the component itself stays. Source:
/// reference/solutions-and-localization.md, "Components in a solution".
final class RemoveSolutionComponent implements Operation {

    private final Solutions solutions;
    private final ComponentRows rows;

    RemoveSolutionComponent(Solutions solutions, ComponentRows rows) {
        this.solutions = solutions;
        this.rows = rows;
    }

    @Override
    public void execute(Execution execution) {
        UUID id = componentId(execution.inputs().get("SolutionComponent"));
        if (id == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "The parameter 'SolutionComponent' must name a component by its id.");
        }
        int type = AddSolutionComponent.required(execution, "ComponentType", Integer.class);
        String solution = AddSolutionComponent.required(execution, "SolutionUniqueName", String.class);
        execution.authorizer().requirePrivilege(AccessRight.WRITE, execution.metadata().table("solution"));
        UUID solutionId = solutions.requireUnmanaged(execution, solution);
        if (solutionId.equals(execution.snapshot().settings().defaultSolutionId())) {
            throw new ServiceException(ErrorCode.CANNOT_REMOVE_COMPONENT_FROM_DEFAULT_SOLUTION,
                    "Nothing can be removed from the solution '" + solution + "', which holds everything.");
        }
        UUID rowId = row(execution.work(), solutionId, new Component(type, id));
        if (rowId == null) {
            throw new ServiceException(ErrorCode.CANNOT_REMOVE_COMPONENT_FROM_SOLUTION, "The component " + id
                    + " of the type " + type + " is not in the solution '" + solution + "'.");
        }
        rows.delete(execution.work(), rowId);
        execution.outputs().set("id", rowId);
    }

    /// Callers name the component by its own id or by that of its row in the solution.
    private @Nullable UUID row(UnitOfWork work, UUID solutionId, Component named) {
        UUID rowId = rows.find(work, solutionId, named);
        if (rowId != null) {
            return rowId;
        }
        Component component = rows.component(work, solutionId, named.objectId());
        return component != null && component.type() == named.type() ? named.objectId() : null;
    }

    private static @Nullable UUID componentId(@Nullable Object value) {
        return switch (value) {
            case EntityReference reference -> reference.id();
            case Entity entity -> entity.id();
            case null, default -> null;
        };
    }
}
