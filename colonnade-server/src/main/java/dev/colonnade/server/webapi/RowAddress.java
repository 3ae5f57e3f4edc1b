package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.EntityReference;

/// How a URL addresses one row.
sealed interface RowAddress {

    /// The table of the row.
    Table table();

    /// By its id or the values of an alternate key.
    ///
    /// @param keyText what stands in the parentheses, ready to be part of a URL
    record Keyed(Table table, EntityReference reference, String keyText) implements RowAddress {}

    /// The row that a lookup of another row points to.
    record Through(RowAddress parent, Navigation.ToOne navigation, Table table) implements RowAddress {}

    /// One row of a collection of another row.
    record Within(RowAddress parent, Navigation navigation, Keyed row) implements RowAddress {

        @Override
        public Table table() {
            return row.table();
        }
    }
}
