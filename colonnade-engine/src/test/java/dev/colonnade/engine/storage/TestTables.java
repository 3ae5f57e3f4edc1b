package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.ChoiceDefinition;
import dev.colonnade.engine.metadata.DefinitionJson;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import java.util.List;

/// Table definitions for tests.
final class TestTables {

    private static final int FIRST_TYPE_CODE = 10_000;

    private TestTables() {}

    /// All tables that come with the server, completed.
    static List<TableDefinition> system() {
        List<TableDefinition> given = SystemDefinitions.tables();
        TableDefinition pointer = given.stream().filter(table -> table.schemaName().equals("ActivityPointer"))
                .findFirst().orElseThrow();
        return given.stream().map(table -> TableCompletion.complete(table, pointer, FIRST_TYPE_CODE)).toList();
    }

    static List<ChoiceDefinition> systemChoices() {
        return SystemDefinitions.choices();
    }

    static MetadataSnapshot systemSnapshot() {
        return SnapshotBuilder.build(system(), systemChoices());
    }

    static TableDefinition of(String json) {
        return TableCompletion.complete(DefinitionJson.read(json, TableDefinition.class, "test"), null,
                FIRST_TYPE_CODE);
    }

    static Table everyType() {
        TableDefinition definition = of("""
                {"schemaName": "Sample", "ownership": "None", "kind": "Child", "columns": [
                  {"schemaName": "Text"},
                  {"schemaName": "Notes", "type": "Memo"},
                  {"schemaName": "Content", "type": "Memo", "maxLength": 1073741823},
                  {"schemaName": "Number", "type": "Integer"},
                  {"schemaName": "Large", "type": "BigInt"},
                  {"schemaName": "Exact", "type": "Decimal", "precision": 10},
                  {"schemaName": "Floating", "type": "Double"},
                  {"schemaName": "Price", "type": "Money"},
                  {"schemaName": "Flag", "type": "Boolean"},
                  {"schemaName": "Choice", "type": "Picklist", "options": [{"value": 1, "label": "One"}]},
                  {"schemaName": "Choices", "type": "MultiSelectPicklist", "options": [{"value": 1, "label": "One"}]},
                  {"schemaName": "statecode", "type": "State"},
                  {"schemaName": "statuscode", "type": "Status"},
                  {"schemaName": "At", "type": "DateTime"},
                  {"schemaName": "Day", "type": "DateTime", "behavior": "DateOnly", "format": "DateOnly"},
                  {"schemaName": "Clock", "type": "DateTime", "behavior": "TimeZoneIndependent"},
                  {"schemaName": "Identifier", "type": "Uniqueidentifier"},
                  {"schemaName": "ParentId", "type": "Lookup", "targets": ["sample"]},
                  {"schemaName": "CustomerId", "type": "Customer"},
                  {"schemaName": "OwnerId", "type": "Owner"},
                  {"schemaName": "IsCustomizable", "type": "ManagedProperty"},
                  {"schemaName": "Picture", "type": "Image"},
                  {"schemaName": "Attachment", "type": "File"}
                ]}""");
        return SnapshotBuilder.build(List.of(definition), List.of()).table("sample");
    }
}
