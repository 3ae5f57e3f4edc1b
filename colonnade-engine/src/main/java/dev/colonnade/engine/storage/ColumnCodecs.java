package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;

/// The codec of each column type, one class per type.
public final class ColumnCodecs {

    private static final ColumnCodec TEXT = new TextCodec();
    private static final ColumnCodec INTEGER = new IntegerCodec();
    private static final ColumnCodec BIG_INT = new BigIntCodec();
    private static final ColumnCodec DECIMAL = new DecimalCodec();
    private static final ColumnCodec DOUBLE = new DoubleCodec();
    private static final ColumnCodec MONEY = new MoneyCodec();
    private static final ColumnCodec BOOLEAN = new BooleanCodec();
    private static final ColumnCodec OPTION = new OptionCodec();
    private static final ColumnCodec OPTIONS = new OptionsCodec();
    private static final ColumnCodec DATE_TIME = new DateTimeCodec();
    private static final ColumnCodec UNIQUEIDENTIFIER = new UniqueidentifierCodec();
    private static final ColumnCodec LOOKUP = new LookupCodec();
    private static final ColumnCodec ENTITY_NAME = new EntityNameCodec();
    private static final ColumnCodec MANAGED_PROPERTY = new ManagedPropertyCodec();
    private static final ColumnCodec IMAGE = new ImageCodec();

    private ColumnCodecs() {}

    /// @throws IllegalArgumentException for a column whose type keeps no values of its own
    public static ColumnCodec of(Column column) {
        ColumnType type = column.type();
        return switch (type) {
            case STRING, MEMO -> TEXT;
            case INTEGER -> INTEGER;
            case BIG_INT -> BIG_INT;
            case DECIMAL -> DECIMAL;
            case DOUBLE -> DOUBLE;
            case MONEY -> MONEY;
            case BOOLEAN -> BOOLEAN;
            case PICKLIST, STATE, STATUS -> OPTION;
            case MULTI_SELECT_PICKLIST -> OPTIONS;
            case DATE_TIME -> DATE_TIME;
            case UNIQUEIDENTIFIER, FILE -> UNIQUEIDENTIFIER;
            case LOOKUP, CUSTOMER, OWNER -> LOOKUP;
            case ENTITY_NAME -> ENTITY_NAME;
            case MANAGED_PROPERTY -> MANAGED_PROPERTY;
            case IMAGE -> IMAGE;
            case PARTY_LIST, VIRTUAL -> throw new IllegalArgumentException(
                    "The column '" + column + "' of type " + type.wireName() + " keeps no values of its own.");
        };
    }
}
