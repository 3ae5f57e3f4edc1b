package dev.colonnade.sdk.query;

import java.util.List;

/// The columns that a read returns; the primary key always comes along.
///
/// @param allColumns every column that can be read, but for image and file content
/// @param columns logical names; of no meaning with `allColumns`
/// @param attributeExpressions columns under names of the query's own, beside the others
public record ColumnSet(boolean allColumns, List<String> columns, List<AttributeExpression> attributeExpressions) {

    public ColumnSet {
        columns = List.copyOf(columns);
        attributeExpressions = List.copyOf(attributeExpressions);
    }

    public ColumnSet(boolean allColumns, List<String> columns) {
        this(allColumns, columns, List.of());
    }

    public static ColumnSet all() {
        return new ColumnSet(true, List.of());
    }

    public static ColumnSet of(String... columns) {
        return new ColumnSet(false, List.of(columns));
    }
}
