package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;

/// What of a row an answer shows: the selected columns, those that come along unasked, and the expands. All that the rows of
/// an answer share is worked out once. Immutable.
final class ReadShape {

    private static final int ROW_BYTES = 64;
    private static final int PROPERTY_BYTES = 40;

    private final Table table;
    private final @Nullable List<Column> selected;
    private final List<ExpandShape> expands;
    private final @Nullable Column lookupBack;
    private final List<Column> columns;
    private final List<Property> properties;
    private final ColumnSet columnSet;
    private final String contextList;

    /// @param selected in the order of `$select`; `null` for all
    /// @param lookupBack lookup that an expanded collection adds, back to its parent; `null` for none
    ReadShape(Table table, @Nullable List<Column> selected, List<ExpandShape> expands, @Nullable Column lookupBack) {
        this.table = table;
        this.selected = selected;
        this.expands = List.copyOf(expands);
        this.lookupBack = lookupBack;
        this.columns = written();
        this.properties = columns.stream().map(column -> Property.of(table, column)).toList();
        this.columnSet = selected == null
                ? ColumnSet.all()
                : new ColumnSet(false, columns.stream().map(Column::logicalName).distinct().toList());
        this.contextList = contextParts();
    }

    /// A column under the name that it has in the answer, which is kept as it is written.
    record Property(Column column, SerializedString name, boolean isKey, boolean isBinary) {

        static Property of(Table table, Column column) {
            return new Property(column, new SerializedString(EdmNames.property(column)),
                    column.logicalName().equals(table.primaryId()),
                    column.type() == ColumnType.IMAGE || column.type() == ColumnType.FILE);
        }
    }

    Table table() {
        return table;
    }

    List<ExpandShape> expands() {
        return expands;
    }

    /// The columns as they are written, the primary key among them.
    List<Property> properties() {
        return properties;
    }

    /// One expanded navigation property.
    ///
    /// @param isReference whether only the reference is shown
    /// @param linkOptions the options as a query string, for the link to the same rows
    /// @param rowsPerPage page size of the expanded rows; 0 when they are not paged
    record ExpandShape(Navigation navigation, ReadShape shape, boolean isReference, String linkOptions,
            int rowsPerPage) {

        boolean isCollection() {
            return !(navigation instanceof Navigation.ToOne);
        }
    }

    static ReadShape all(Table table) {
        return new ReadShape(table, null, List.of(), null);
    }

    /// The columns in the order in which they are written, the primary key among them.
    ///
    /// Source: reference/web-api.md, "JSON of every column type": order in the object.
    private List<Column> written() {
        if (selected == null) {
            return table.columns().stream().filter(EdmNames::isReadable).toList();
        }
        Set<Column> written = new LinkedHashSet<>(selected);
        written.addAll(added());
        Column key = table.column(table.primaryId());
        written.remove(key);
        if (selected.contains(key)) {
            return new ArrayList<>(new LinkedHashSet<>(concat(selected, added())));
        }
        written.add(key);
        return List.copyOf(written);
    }

    /// The columns that the query must read.
    ColumnSet columnSet() {
        return columnSet;
    }

    /// Guess at the bytes of a row's JSON, without its expands.
    int bytesExpected() {
        return ROW_BYTES + properties.size() * PROPERTY_BYTES;
    }

    /// Whether an expand has expands of its own; the answer's form depends on it.
    boolean hasNestedExpand() {
        return expands.stream().anyMatch(expand -> !expand.shape().expands().isEmpty());
    }

    /// What stands in parentheses behind the entity set in `@odata.context`; empty for everything.
    String contextList() {
        return contextList;
    }

    private String contextParts() {
        var parts = new ArrayList<String>();
        if (selected != null) {
            selected.forEach(column -> parts.add(EdmNames.property(column)));
        }
        for (ExpandShape expand : expands) {
            String name = expand.navigation().name();
            if (expand.isReference()) {
                parts.add(name);
                parts.add(name + "/$ref()");
            } else {
                parts.add(name + "(" + expand.shape().contextList() + ")");
            }
        }
        return String.join(",", parts);
    }

    private List<Column> added() {
        var added = new ArrayList<Column>();
        if (selected != null && EdmNames.isPrincipal(table)) {
            addIfThere(added, "ownerid");
        }
        for (Column column : selected == null ? List.<Column>of() : selected) {
            if (column.type() == ColumnType.MONEY) {
                addIfThere(added, "transactioncurrencyid");
            } else if (column.logicalName().equals("address1_line1")) {
                addIfThere(added, "address1_composite");
            }
        }
        for (ExpandShape expand : expands) {
            if (expand.isReference() && expand.navigation() instanceof Navigation.ToOne(var relationship)) {
                addIfThere(added, relationship.column());
            }
        }
        if (lookupBack != null) {
            added.add(lookupBack);
        }
        return added;
    }

    private void addIfThere(List<Column> added, String name) {
        Column column = table.findColumn(name);
        if (column != null && EdmNames.isReadable(column)) {
            added.add(column);
        }
    }

    private static List<Column> concat(List<Column> first, List<Column> second) {
        var all = new ArrayList<Column>(first);
        all.addAll(second);
        return all;
    }
}
