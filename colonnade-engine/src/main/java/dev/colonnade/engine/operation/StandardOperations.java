package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.query.QueryRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All main operations of this room by message name, and the rules that belong to them.
public final class StandardOperations {

    private StandardOperations() {}

    public static Map<String, Operation> all(QueryRunner queries) {
        var references = new References(queries);
        var writer = new RowWriter(references);
        var associations = new Associations(references);
        var operations = new HashMap<String, Operation>();
        operations.put("Create", new CreateOperation(writer, associations));
        operations.put("Update", new UpdateOperation(writer, references));
        operations.put("Upsert", new UpsertOperation(references));
        operations.put("Delete", new DeleteOperation(references, writer));
        operations.put("CreateMultiple", new CreateMultipleOperation());
        operations.put("UpdateMultiple", new UpdateMultipleOperation());
        operations.put("UpsertMultiple", new UpsertMultipleOperation());
        operations.put("DeleteMultiple", new DeleteMultipleOperation());
        operations.put("Retrieve", new RetrieveOperation(queries, references));
        operations.put("RetrieveMultiple", new RetrieveMultipleOperation(queries));
        operations.put("Associate", new AssociateOperation(associations, references, AssociateOperation.Mode.LINK));
        operations.put("Disassociate",
                new AssociateOperation(associations, references, AssociateOperation.Mode.UNLINK));
        operations.put("Assign", new AssignOperation());
        operations.put("SetState", new SetStateOperation());
        operations.put("SetStateDynamicEntity", new SetStateOperation());
        operations.put("WhoAmI", new WhoAmIOperation());
        operations.put("RetrieveVersion", new RetrieveVersionOperation());
        operations.put("RetrieveTotalRecordCount", new RetrieveTotalRecordCountOperation());
        return operations;
    }

    public static List<Step> rules() {
        return WritableColumns.rules();
    }
}
