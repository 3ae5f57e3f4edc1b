package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the parameters that the standard messages share, and refuses what is not of their type.
final class Targets {

    private Targets() {}

    static Entity entity(Execution execution) {
        return parameter(execution, "Target", Entity.class);
    }

    static EntityReference reference(Execution execution) {
        return parameter(execution, "Target", EntityReference.class);
    }

    static <T> T parameter(Execution execution, String name, Class<T> type) {
        T value = optional(execution, name, type);
        if (value == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "Required field '" + name + "' is missing for the message '" + execution.message().name() + "'.");
        }
        return value;
    }

    static <T> @Nullable T optional(Execution execution, String name, Class<T> type) {
        Object value = execution.inputs().get(name);
        if (value != null && !type.isInstance(value)) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The parameter '" + name + "' of '"
                    + execution.message().name() + "' takes " + type.getSimpleName() + ", not "
                    + value.getClass().getSimpleName() + ".");
        }
        return type.cast(value);
    }

    /// Refuses a message that the table does not take; the server's own work is free of this.
    static void requireMessage(Execution execution, Table table) {
        String message = execution.message().name();
        if (!execution.caller().isSystem() && !table.messages().contains(message)) {
            throw new ServiceException(ErrorCode.SDK_MESSAGE_NOT_IMPLEMENTED,
                    "The '" + message + "' method does not support entities of type '" + table.logicalName() + "'.");
        }
    }

    static ServiceException notFound(Table table, UUID id) {
        return new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST,
                "Entity '" + table.logicalName() + "' With Id = " + id + " Does Not Exist");
    }
}
