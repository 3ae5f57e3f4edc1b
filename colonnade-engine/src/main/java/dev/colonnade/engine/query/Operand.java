package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.DateTimeGrouping;
import java.time.DayOfWeek;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is read, compared or sorted by: an expression over the tables of a statement. `alias` names the table's place in it.
sealed interface Operand {

    ValueType type();

    /// A column that rows hold.
    record ColumnOf(String alias, Column column) implements Operand {

        @Override
        public ValueType type() {
            return ValueType.of(column);
        }
    }

    /// The name of the row that a lookup points to.
    ///
    /// @param typeColumn the column that tells which of the targets it is; `null` when there is one target only
    record NameOf(String alias, Column lookup, @Nullable Column typeColumn, List<NameTarget> targets)
            implements
                Operand {

        public NameOf {
            targets = List.copyOf(targets);
        }

        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// A table that a lookup may point to, and its name column.
    record NameTarget(Table table, Column name) {}

    /// The table of the activity that a lookup points to, told by the row of `activitypointer`.
    record ActivityTypeOf(String alias, Column lookup, Table pointer, Column typeColumn) implements Operand {

        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// The label of a choice's option in the caller's language.
    record LabelOf(String alias, Column column, Map<Integer, String> labels) implements Operand {

        public LabelOf {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// A part of a date, as a number.
    ///
    /// @param zone the time zone in which moments are read
    record DatePartOf(Operand operand, DateTimeGrouping part, Slot zone, DayOfWeek firstDayOfWeek,
            FiscalCalendar fiscal) implements Operand {

        @Override
        public ValueType type() {
            return ValueType.LONG;
        }
    }

    /// The number of rows directly below a row in the hierarchy of its table, of those that the caller sees.
    ///
    /// @param alias place of the rows that are counted
    record ChildrenOf(ColumnOf key, Table table, String alias, Column parent) implements Operand {

        @Override
        public ValueType type() {
            return ValueType.LONG;
        }
    }

    /// A field of the result, by its position.
    record ResultOf(int field, ValueType type) implements Operand {}

    /// The rows of a query of its own, gathered in one JSON array of arrays.
    record RowsOf(SelectPlan rows) implements Operand {

        @Override
        public ValueType type() {
            return ValueType.BINARY;
        }
    }
}
