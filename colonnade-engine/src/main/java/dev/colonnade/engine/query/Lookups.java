package dev.colonnade.engine.query;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How the table and the name of the row that a lookup points to are found.
final class Lookups {

    private static final String ACTIVITY = "activitypointer";
    private static final String ACTIVITY_TYPE = "activitytypecode";

    private final MetadataSnapshot metadata;

    Lookups(MetadataSnapshot metadata) {
        this.metadata = metadata;
    }

    /// The name of the target; `null` when no target has a name column.
    Operand.@Nullable NameOf nameOf(String alias, Column lookup) {
        var targets = new ArrayList<Operand.NameTarget>();
        for (String target : pointsToActivities(lookup) ? List.of(ACTIVITY) : lookup.targets()) {
            Table table = metadata.findTable(target);
            String name = table == null ? null : table.primaryName();
            Column column = table == null || name == null ? null : table.findColumn(name);
            if (table != null && column != null && column.isStored()) {
                targets.add(new Operand.NameTarget(table, column));
            }
        }
        return targets.isEmpty() ? null : new Operand.NameOf(alias, lookup, typeColumn(lookup), targets);
    }

    /// The name of the target's table; `null` when there is one target only.
    @Nullable
    Operand typeOf(String alias, Column lookup) {
        Column typeColumn = typeColumn(lookup);
        if (typeColumn != null) {
            return new Operand.ColumnOf(alias, typeColumn);
        }
        Table pointer = pointsToActivities(lookup) ? metadata.findTable(ACTIVITY) : null;
        return pointer == null || !pointer.hasColumn(ACTIVITY_TYPE)
                ? null
                : new Operand.ActivityTypeOf(alias, lookup, pointer, pointer.column(ACTIVITY_TYPE));
    }

    private static boolean pointsToActivities(Column lookup) {
        return lookup.typeColumn() == null && lookup.targets().contains(ACTIVITY);
    }

    /// The column that holds the table of a lookup's value.
    @Nullable
    Column typeColumn(Column lookup) {
        String name = lookup.typeColumn();
        Table table = name == null ? null : metadata.findTable(lookup.tableName());
        return table == null ? null : table.findColumn(Objects.requireNonNull(name));
    }

    /// Holds where a lookup points to a row of the table, as far as that is not plain from the id.
    FilterPlan pointsTo(String alias, Column lookup, Table target) {
        Column typeColumn = typeColumn(lookup);
        return typeColumn == null
                ? FilterPlan.ALL
                : new FilterPlan.TableIs(new Operand.ColumnOf(alias, typeColumn), target.logicalName());
    }
}
