package dev.colonnade.engine.registration;

import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.metadata.Table;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of column names in one text, separated by commas.
final class NameList {

    private NameList() {}

    /// The same list without blanks and empty parts; `null` for a list without names.
    static @Nullable String normalize(String text) {
        List<String> names = names(text);
        return names.isEmpty() ? null : String.join(",", names);
    }

    /// Notes each name that is no column of the table.
    ///
    /// @param column column that holds the list
    static void check(String column, String text, Table table, Mistakes mistakes) {
        for (String name : names(text)) {
            if (!table.hasColumn(name)) {
                mistakes.add("The column '" + column + "' names '" + name + "', which is no column of the table '"
                        + table.logicalName() + "'.");
            }
        }
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }
}
