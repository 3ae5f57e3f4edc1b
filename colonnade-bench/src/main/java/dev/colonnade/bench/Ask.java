package dev.colonnade.bench;

/// What a request asks for.
enum Ask {
    /// An action with a plug-in in Java: a text is turned around, a number counted on.
    ACTION,
    /// One row made, durable when it is answered.
    CREATE,
    /// The same with a row of an outbox.
    CREATE_WITH_OUTBOX,
    /// Ten columns of a row by its key.
    RETRIEVE,
    /// Fifty rows of ten columns, found by a text and ordered by another one.
    QUERY
}
