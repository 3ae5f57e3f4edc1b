package dev.colonnade.engine.storage;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;

/// The error for a value whose Java type does not fit its column.
final class WrongType {

    private WrongType() {}

    static ServiceException of(Column column, Object value, String expected) {
        return new ServiceException(ErrorCode.INVALID_ARGUMENT, "The column '" + column.logicalName() + "' of '"
                + column.tableName() + "' takes a value of type " + expected + ", not "
                + value.getClass().getSimpleName() + ".");
    }
}
