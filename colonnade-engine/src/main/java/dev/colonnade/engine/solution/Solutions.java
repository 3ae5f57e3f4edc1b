package dev.colonnade.engine.solution;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Finds solutions by name.
final class Solutions {

    private final QueryRunner queries;

    Solutions(QueryRunner queries) {
        this.queries = queries;
    }

    /// Id of a solution that components can be added to.
    ///
    /// @throws ServiceException [ErrorCode#INVALID_ARGUMENT] when there is none of that name,
    ///         [ErrorCode#CANNOT_UPDATE_MANAGED_SOLUTION] when it is managed
    UUID requireUnmanaged(Execution execution, String uniqueName) {
        var query = new QueryExpression("solution").columns("uniquename", "ismanaged").where("uniquename",
                ConditionOperator.EQUAL, uniqueName);
        List<Entity> found = queries.retrieveMultiple(query, List.of(), execution.systemScope()).entities();
        if (found.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "There is no solution with the unique name '" + uniqueName + "'.");
        }
        Entity solution = found.getFirst();
        if (Boolean.TRUE.equals(solution.get("ismanaged"))) {
            throw new ServiceException(ErrorCode.CANNOT_UPDATE_MANAGED_SOLUTION,
                    "The solution '" + uniqueName + "' is managed; nothing can be added to it or removed from it.");
        }
        return Objects.requireNonNull(solution.id());
    }
}
