package dev.colonnade.server.webapi;

/// A piece of an OData URL.
///
/// @param text the piece's meaning: a text literal without its quotes, a name as it stands
/// @param position where it begins in the text that was read, from 0
/// @param end where it ends, exclusive
record ODataToken(Kind kind, String text, int position, int end) {

    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /// What sort of piece a token is.
    enum Kind {
        /// A name, possibly with dots (`Microsoft.Dynamics.CRM.X`) or a leading `$`.
        NAME,
        /// A parameter alias, its `@` included.
        ALIAS,
        /// `'text'`, with a quote doubled inside.
        TEXT,
        NUMBER,
        GUID,
        /// `2024-01-31`
        DATE,
        /// `2024-01-31T10:00:00Z`
        DATE_TIME,
        /// An object or array, braces included.
        JSON,
        /// One of `( ) , / = ; : *`.
        SYMBOL,
        END
    }
}
