package dev.colonnade.engine.customapi;

/// The two kinds of parts that a custom API has.
enum PartKind {
    REQUEST_PARAMETER("customapirequestparameter", "request parameter"),
    RESPONSE_PROPERTY("customapiresponseproperty", "response property");

    private final String table;
    private final String noun;

    PartKind(String table, String noun) {
        this.table = table;
        this.noun = noun;
    }

    /// Logical name of the table that holds parts of the kind.
    String table() {
        return table;
    }

    /// What sentences call a part of the kind.
    String noun() {
        return noun;
    }
}
