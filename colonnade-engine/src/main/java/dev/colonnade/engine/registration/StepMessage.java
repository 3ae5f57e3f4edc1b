package dev.colonnade.engine.registration;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.UUID;

/// The message that a step is registered on.
///
/// @param allowedSteps which steps others may register: 0 none, 1 asynchronous, 2 all
record StepMessage(UUID id, String name, int allowedSteps) {

    private static final int ALL = 2;

    /// @throws ServiceException [ErrorCode#OBJECT_DOES_NOT_EXIST] when there is no such message
    static StepMessage require(Execution execution, Rows rows, UUID messageId) {
        MessageDefinition known = execution.snapshot().messages().find(messageId);
        if (known != null) {
            return new StepMessage(messageId, known.name(), known.allowedSteps());
        }
        // A message that the same transaction has made is not in the snapshot yet.
        Entity row = rows.find(execution, "sdkmessage", messageId, "name");
        if (row == null) {
            throw new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The column 'sdkmessageid' points to a message that does not exist: " + messageId + ".");
        }
        List<Entity> apis = rows.list(execution, new QueryExpression("customapi")
                .columns("allowedcustomprocessingsteptype").where("sdkmessageid", ConditionOperator.EQUAL, messageId));
        return new StepMessage(messageId, row.require("name", String.class),
                apis.isEmpty() ? ALL : allowed(apis.getFirst()));
    }

    private static int allowed(Entity api) {
        OptionSetValue type = api.get("allowedcustomprocessingsteptype", OptionSetValue.class);
        return type == null ? 0 : type.value();
    }
}
