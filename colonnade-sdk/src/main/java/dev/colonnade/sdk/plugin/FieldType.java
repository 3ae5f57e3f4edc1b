package dev.colonnade.sdk.plugin;

/// Type of a request parameter or response property of a custom API, with the platform's number.
public enum FieldType {
    BOOLEAN(0),
    DATE_TIME(1),
    DECIMAL(2),
    ENTITY(3),
    ENTITY_COLLECTION(4),
    ENTITY_REFERENCE(5),
    FLOAT(6),
    INTEGER(7),
    MONEY(8),
    PICKLIST(9),
    STRING(10),
    STRING_ARRAY(11),
    GUID(12),
    /// Derived from the Java type of the record component that carries the annotation.
    DERIVED(-1);

    private final int number;

    FieldType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
