package dev.colonnade.engine.operation;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Defaults of columns, from the JSON scalar of a definition to the value of the SDK. A managed property without one is on.
final class DefaultValues {

    private DefaultValues() {}

    static @Nullable Object of(Column column) {
        Object json = column.defaultValue();
        if (json == null) {
            return column.type() == ColumnType.MANAGED_PROPERTY ? new BooleanManagedProperty(true) : null;
        }
        return switch (column.type()) {
            case BOOLEAN -> json;
            case MANAGED_PROPERTY -> new BooleanManagedProperty((Boolean) json);
            case PICKLIST, STATUS -> new OptionSetValue(((Number) json).intValue());
            case INTEGER -> ((Number) json).intValue();
            case BIG_INT -> ((Number) json).longValue();
            case DECIMAL -> new BigDecimal(json.toString());
            case DOUBLE -> ((Number) json).doubleValue();
            case MONEY -> new Money(new BigDecimal(json.toString()));
            case DATE_TIME -> Instant.parse(json.toString());
            case STRING, MEMO, ENTITY_NAME -> json.toString();
            case UNIQUEIDENTIFIER -> UUID.fromString(json.toString());
            case STATE, MULTI_SELECT_PICKLIST, LOOKUP, CUSTOMER, OWNER, PARTY_LIST, IMAGE, FILE, VIRTUAL -> null;
        };
    }
}
