package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the fields of a select become a row: which position holds what.
///
/// @param key position of the primary key; -1 for distinct rows, which have none
/// @param version position of the version number; -1 when it is not read
record RowPlan(Table table, int key, int version, List<Output> outputs, List<One> ones, List<Many> many) {

    RowPlan {
        outputs = List.copyOf(outputs);
        ones = List.copyOf(ones);
        many = List.copyOf(many);
    }

    /// A column of the row.
    ///
    /// @param key under which name it is found
    /// @param source the linked table that it comes from; `null` for the row's own columns
    record Output(String key, @Nullable Source source, Content content) {}

    record Source(String table, String column) {}

    sealed interface Content {

        /// @param currency position of the row's currency, for amounts; -1 for none
        record Value(Column column, int field, int currency) implements Content {}

        /// @param type position of the table's name, -1 when there is one target
        /// @param name position of the name, -1 when it is not wanted
        record Reference(Column column, int field, int type, int name) implements Content {}

        /// A text as it is read.
        record Text(int field) implements Content {}

        /// The label of a choice, found when the row is read.
        record Label(Column column, int field) implements Content {}

        /// A whole number that stands in no column.
        record Whole(int field) implements Content {}

        /// A column that cannot be read.
        record Absent() implements Content {}
    }

    /// One expanded row; its fields stand among those of the row itself.
    record One(String navigation, RowPlan row) {}

    /// Expanded rows, gathered in one field.
    ///
    /// @param width number of fields of each row
    /// @param limit the bound number of rows
    /// @param isPaged whether the limit is one more than the rows that are shown, which tells whether there are more
    record Many(String navigation, int field, int width, RowPlan row, Slot limit, boolean isPaged) {}
}
