package dev.colonnade.bench.jmh;

import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.metadata.TableKind;
import java.util.ArrayList;
import java.util.List;

/// The tables that a new organization has, without a database.
public final class SystemTables {

    private static final int FIRST_TYPE_CODE = 10_000;

    private SystemTables() {}

    public static MetadataSnapshot snapshot() {
        List<TableDefinition> given = SystemDefinitions.tables();
        TableDefinition activities = given.stream().filter(table -> table.kind() == TableKind.ACTIVITY_BASE).findFirst()
                .orElse(null);
        var completed = new ArrayList<TableDefinition>();
        for (TableDefinition table : given) {
            completed.add(TableCompletion.complete(table, activities, FIRST_TYPE_CODE + completed.size()));
        }
        return SnapshotBuilder.build(completed, SystemDefinitions.choices());
    }
}
