package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.Expand;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.List;
import java.util.UUID;

/// `Retrieve`: one row.
///
/// In: `Target` EntityReference, `ColumnSet`, `RelatedEntitiesQuery` list of [Expand]. Out: `BusinessEntity` Entity.
final class RetrieveOperation implements Operation {

    private final QueryRunner queries;
    private final References references;

    RetrieveOperation(QueryRunner queries, References references) {
        this.queries = queries;
        this.references = references;
    }

    @Override
    public AccessRight right() {
        return AccessRight.READ;
    }

    @Override
    public boolean isSingleStatement(Execution execution) {
        return true;
    }

    @Override
    public void execute(Execution execution) {
        EntityReference target = Targets.reference(execution);
        Table table = execution.table();
        Targets.requireMessage(execution, table);
        ColumnSet columns = Targets.optional(execution, "ColumnSet", ColumnSet.class);
        UUID id = references.id(target, execution);
        execution.primaryId(id);
        Entity found = queries.retrieve(table, id, columns == null ? ColumnSet.of() : columns, Expands.of(execution),
                execution.queryScope());
        if (found == null) {
            throw references.exists(table, id, execution)
                    ? execution.authorizer().deniedRow(AccessRight.READ, table, id)
                    : Targets.notFound(table, id);
        }
        execution.outputs().set("BusinessEntity", found);
    }

    /// Reads the parameter that names related rows.
    static final class Expands {

        private Expands() {}

        static List<Expand> of(Execution execution) {
            List<?> expands = Targets.optional(execution, "RelatedEntitiesQuery", List.class);
            return expands == null ? List.of() : expands.stream().map(Expand.class::cast).toList();
        }
    }
}
