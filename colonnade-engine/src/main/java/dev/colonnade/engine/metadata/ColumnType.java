package dev.colonnade.engine.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The types of columns. Source: reference/tables-and-metadata.md, "Column types, one by one".
public enum ColumnType {
    @JsonProperty("String")
    STRING("String", Storage.STORED),
    @JsonProperty("Memo")
    MEMO("Memo", Storage.STORED),
    @JsonProperty("Integer")
    INTEGER("Integer", Storage.STORED),
    @JsonProperty("BigInt")
    BIG_INT("BigInt", Storage.STORED),
    @JsonProperty("Decimal")
    DECIMAL("Decimal", Storage.STORED),
    @JsonProperty("Double")
    DOUBLE("Double", Storage.STORED),
    @JsonProperty("Money")
    MONEY("Money", Storage.STORED),
    @JsonProperty("Boolean")
    BOOLEAN("Boolean", Storage.STORED),
    @JsonProperty("Picklist")
    PICKLIST("Picklist", Storage.STORED),
    @JsonProperty("MultiSelectPicklist")
    MULTI_SELECT_PICKLIST("MultiSelectPicklist", Storage.STORED),
    @JsonProperty("State")
    STATE("State", Storage.STORED),
    @JsonProperty("Status")
    STATUS("Status", Storage.STORED),
    @JsonProperty("DateTime")
    DATE_TIME("DateTime", Storage.STORED),
    @JsonProperty("Uniqueidentifier")
    UNIQUEIDENTIFIER("Uniqueidentifier", Storage.STORED),
    @JsonProperty("Lookup")
    LOOKUP("Lookup", Storage.STORED),
    @JsonProperty("Customer")
    CUSTOMER("Customer", Storage.STORED),
    @JsonProperty("Owner")
    OWNER("Owner", Storage.STORED),
    @JsonProperty("PartyList")
    PARTY_LIST("PartyList", Storage.ELSEWHERE),
    @JsonProperty("EntityName")
    ENTITY_NAME("EntityName", Storage.STORED),
    @JsonProperty("ManagedProperty")
    MANAGED_PROPERTY("ManagedProperty", Storage.STORED),
    @JsonProperty("Image")
    IMAGE("Image", Storage.STORED),
    @JsonProperty("File")
    FILE("File", Storage.STORED),
    @JsonProperty("Virtual")
    VIRTUAL("Virtual", Storage.ELSEWHERE);

    private final String wireName;
    private final Storage storage;

    ColumnType(String wireName, Storage storage) {
        this.wireName = wireName;
        this.storage = storage;
    }

    /// The name that definitions use, e.g. `Uniqueidentifier`.
    public String wireName() {
        return wireName;
    }

    /// Whether rows hold a value of their own.
    public boolean isStored() {
        return storage == Storage.STORED;
    }

    /// Whether values are references to rows: lookup, customer, owner.
    public boolean isLookup() {
        return this == LOOKUP || this == CUSTOMER || this == OWNER;
    }

    /// Whether values are numbers of options: choice, state, status.
    public boolean isChoice() {
        return this == PICKLIST || this == STATE || this == STATUS;
    }

    public boolean isText() {
        return this == STRING || this == MEMO;
    }

    private enum Storage {
        STORED,
        ELSEWHERE
    }
}
