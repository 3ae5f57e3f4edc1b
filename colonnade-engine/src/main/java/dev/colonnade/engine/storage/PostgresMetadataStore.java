package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.ChoiceDefinition;
import dev.colonnade.engine.metadata.DefinitionJson;
import dev.colonnade.engine.metadata.MetadataChange;
import dev.colonnade.engine.metadata.MetadataStore;
import dev.colonnade.engine.metadata.TableDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Definitions in `metadata_table` and `metadata_choice`, and the tables that they describe.
final class PostgresMetadataStore implements MetadataStore {

    private static final List<String> FEEDS = List.of("tables", "messages", "plugins", "security", "organization",
            "languages");

    private final PostgresUnitOfWork work;

    PostgresMetadataStore(PostgresUnitOfWork work) {
        this.work = work;
    }

    @Override
    public List<TableDefinition> loadTables() {
        return work.list(
                new Statement("select definition, logical_name from metadata_table order by logical_name", List.of()),
                row -> DefinitionJson.read(row.getString(1), TableDefinition.class, row.getString(2)));
    }

    @Override
    public List<ChoiceDefinition> loadChoices() {
        return work.list(new Statement("select definition, name from metadata_choice order by name", List.of()),
                row -> DefinitionJson.read(row.getString(1), ChoiceDefinition.class, row.getString(2)));
    }

    @Override
    public long version() {
        return version("select version from metadata_version");
    }

    @Override
    public long holdVersion() {
        work.requireTransaction();
        return version("select version from metadata_version for update");
    }

    private long version(String text) {
        return Objects.requireNonNull(work.first(new Statement(text, List.of()), row -> row.getLong(1)));
    }

    @Override
    public List<MetadataChange> changesSince(long version) {
        List<MetadataChange> changes = work.list(
                new Statement("select version, feed from metadata_change where version > ? order by version",
                        List.of(version)),
                row -> new MetadataChange(row.getLong(1), row.getString(2)));
        if (changes.isEmpty() || changes.getFirst().version() == version + 1) {
            return changes;
        }
        // What happened between is forgotten, so anything may have changed.
        var all = new ArrayList<MetadataChange>();
        FEEDS.forEach(feed -> all.add(new MetadataChange(changes.getFirst().version() - 1, feed)));
        all.addAll(changes);
        return all;
    }

    @Override
    public void createTables(Collection<TableDefinition> tables, Collection<ChoiceDefinition> choices) {
        work.requireTransaction();
        work.announce("tables");
        insert("insert into metadata_choice (name, definition) select * from unnest(?::text[], ?::text[]::jsonb[])",
                choices,
                ChoiceDefinition::name);
        insert("insert into metadata_table (logical_name, definition) select * from unnest(?::text[], ?::text[]::jsonb[])",
                tables, table -> Objects.requireNonNull(table.logicalName()));
        new SchemaWriter(work).create(tables, loadChoices());
    }

    private <T> void insert(String text, Collection<T> definitions, Function<T, String> name) {
        if (!definitions.isEmpty()) {
            work.execute(new Statement(text, List.of(definitions.stream().map(name).toArray(String[]::new),
                    definitions.stream().map(DefinitionJson::write).toArray(String[]::new))));
        }
    }
}
