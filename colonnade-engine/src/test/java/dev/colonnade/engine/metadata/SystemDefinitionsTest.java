package dev.colonnade.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemDefinitionsTest {

    private static final Path ROOT = Path.of("src/main/resources/dev/colonnade/engine/definitions");

    @Test
    void everyFileIsListedInTheIndex() throws IOException {
        List<String> listed = Files.readAllLines(ROOT.resolve("index.txt"));

        try (Stream<Path> files = Files.walk(ROOT)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> ROOT.relativize(file).toString()).sorted().toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(found);
        }
    }

    @Test
    void everyTableCompletesAndASecondCompletionChangesNothing() {
        List<TableDefinition> given = SystemDefinitions.tables();
        TableDefinition pointer = given.stream().filter(table -> table.schemaName().equals("ActivityPointer"))
                .findFirst()
                .orElseThrow();

        for (TableDefinition table : given) {
            TableDefinition once = TableCompletion.complete(table, pointer, 10_000);
            assertThat(TableCompletion.complete(once, pointer, 10_000)).as(table.schemaName()).isEqualTo(once);
        }
    }

    @Test
    void definitionsSurviveTheWayThroughText() {
        TableDefinition pointer = SystemDefinitions.tables().stream()
                .filter(table -> table.schemaName().equals("ActivityPointer")).findFirst().orElseThrow();
        for (TableDefinition table : SystemDefinitions.tables()) {
            TableDefinition completed = TableCompletion.complete(table, pointer, 10_000);
            String text = DefinitionJson.write(completed);
            assertThat(DefinitionJson.read(text, TableDefinition.class, table.schemaName())).isEqualTo(completed);
        }
    }

    @Test
    void theSnapshotKnowsTheNavigationPropertiesOfCustomApis() {
        MetadataSnapshot snapshot = snapshot();

        assertThat(snapshot.navigations("customapi").keySet()).contains("PluginTypeId", "SdkMessageId",
                "CustomAPIRequestParameters", "CustomAPIResponseProperties", "CatalogAssignments", "ownerid");
        assertThat(snapshot.navigations("account").keySet()).contains("primarycontactid", "contact_customer_accounts",
                "Account_Tasks");
        assertThat(snapshot.navigations("systemuser").keySet()).contains("systemuserroles_association");
        assertThat(snapshot.table("task").hasColumn("regardingobjectid")).isTrue();
        assertThat(snapshot.table("account").hasColumn("revenue_base")).isTrue();
    }

    static MetadataSnapshot snapshot() {
        TableDefinition pointer = SystemDefinitions.tables().stream()
                .filter(table -> table.schemaName().equals("ActivityPointer")).findFirst().orElseThrow();
        return SnapshotBuilder.build(
                SystemDefinitions.tables().stream().map(table -> TableCompletion.complete(table, pointer, 10_000))
                        .toList(),
                SystemDefinitions.choices());
    }
}
