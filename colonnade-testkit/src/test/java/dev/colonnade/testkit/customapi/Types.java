package dev.colonnade.testkit.customapi;

/// The numbers of `customapifieldtype`.
final class Types {

    static final int BOOLEAN = 0;
    static final int DATE_TIME = 1;
    static final int DECIMAL = 2;
    static final int ENTITY = 3;
    static final int ENTITY_COLLECTION = 4;
    static final int ENTITY_REFERENCE = 5;
    static final int FLOAT = 6;
    static final int INTEGER = 7;
    static final int MONEY = 8;
    static final int PICKLIST = 9;
    static final int STRING = 10;
    static final int STRING_ARRAY = 11;
    static final int GUID = 12;

    private Types() {}
}
