package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.CascadeType;
import dev.colonnade.engine.metadata.ChoiceDefinition;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.DefinitionJson;
import dev.colonnade.engine.metadata.KeyDefinition;
import dev.colonnade.engine.metadata.ManyToMany;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.metadata.TableKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes PostgreSQL tables of definitions: typed columns, keys, foreign keys, indexes, and the view over all activities. All
/// statements of a batch travel together, so that a first start does not pay for each.
///
/// ```sql
/// create table "contact" ("contactid" uuid not null, "fullname" text collate "ci", …,
///     "versionnumber" bigint not null default nextval('version_number'), constraint "pk:contact" primary key ("contactid"));
/// create unique index "ak:contact:sample_number" on "contact" ("sample_number");
/// create index "ix:contact:parentcustomerid" on "contact" ("parentcustomerid") where "parentcustomerid" is not null;
/// alter table "contact" add constraint "fk:contact:preferredserviceid" foreign key ("preferredserviceid")
///     references "service" deferrable initially immediate;
/// ```
final class SchemaWriter {

    /// Lookups that every row has: their rows are never deleted, or a check would cost each write more than it is worth.
    private static final Set<String> UNCHECKED = Set.of("createdby", "createdonbehalfby", "modifiedby",
            "modifiedonbehalfby", "owninguser", "owningteam", "owningbusinessunit", "organizationid",
            "transactioncurrencyid");

    /// Lookups of [#UNCHECKED] by which rows are searched all the same: row access asks for the business unit.
    private static final Set<String> SEARCHED = Set.of("ownerid", "owningbusinessunit");

    private static final Set<CascadeType> SEARCHED_ON_DELETE = EnumSet.of(CascadeType.CASCADE, CascadeType.REMOVE_LINK,
            CascadeType.RESTRICT);

    private static final String VERSION = "versionnumber";
    private static final String ACTIVITY_TYPE = "activitytypecode";

    private final PostgresUnitOfWork work;
    private final List<String> statements = new ArrayList<>();

    SchemaWriter(PostgresUnitOfWork work) {
        this.work = work;
    }

    /// @param definitions completed definitions, whose metadata rows are written already
    /// @param choices all global choices that the definitions name
    void create(Collection<TableDefinition> definitions, Collection<ChoiceDefinition> choices) {
        Collection<Table> tables = tables(definitions, choices);
        if (tables.isEmpty()) {
            return;
        }
        Set<String> targets = existingTables();
        for (Table table : tables) {
            if (table.kind() != TableKind.ACTIVITY_BASE) {
                targets.add(table.logicalName());
                createTable(table);
            }
        }
        for (Table table : tables) {
            if (table.kind() != TableKind.ACTIVITY_BASE) {
                createForeignKeys(table, targets);
            }
        }
        if (tables.stream().anyMatch(Table::isActivity)) {
            createActivityView(choices);
        }
        work.executeScript(String.join(";\n", statements));
    }

    private static Collection<Table> tables(Collection<TableDefinition> definitions,
            Collection<ChoiceDefinition> choices) {
        return SnapshotBuilder.build(definitions, choices).tables();
    }

    private Set<String> existingTables() {
        return new HashSet<>(work.list(new Statement("""
                select relname::text from pg_class
                where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')""", List.of()),
                row -> row.getString(1)));
    }

    private void createTable(Table table) {
        String name = quoted(table.logicalName());
        var columns = new ArrayList<String>();
        for (Column column : table.storedColumns()) {
            columns.add(quoted(column.logicalName()) + " " + type(table, column));
        }
        columns.add("constraint " + quoted(ConstraintNames.primaryKey(table.logicalName())) + " primary key ("
                + quoted(table.primaryId()) + ")");
        statements.add("create table " + name + " (" + String.join(", ", columns) + ")");
        for (KeyDefinition key : table.keys()) {
            createIndex("unique index", ConstraintNames.alternateKey(table.logicalName(), key.schemaName()), table,
                    key.columns(), "");
        }
        ManyToMany pairs = table.manyToMany();
        if (pairs != null) {
            createIndex("unique index", ConstraintNames.pair(table.logicalName()), table,
                    List.of(pairs.entity1Column(), pairs.entity2Column()), "");
            createIndex("index", ConstraintNames.index(table.logicalName(), pairs.entity2Column()), table,
                    List.of(pairs.entity2Column()), "");
        }
        for (Column column : table.storedColumns()) {
            if (isSearched(table, column)) {
                String columnName = column.logicalName();
                // Most lookups of a row are empty; those do not weigh on the index.
                createIndex("index", ConstraintNames.index(table.logicalName(), columnName), table,
                        List.of(columnName), " where " + quoted(columnName) + " is not null");
            }
        }
    }

    private static String type(Table table, Column column) {
        String name = column.logicalName();
        if (name.equals(VERSION)) {
            return "bigint not null default nextval('version_number')";
        }
        ManyToMany pairs = table.manyToMany();
        boolean isKey = name.equals(table.primaryId())
                || (pairs != null && (name.equals(pairs.entity1Column()) || name.equals(pairs.entity2Column())));
        return ColumnCodecs.of(column).sqlType(column) + (isKey ? " not null" : "");
    }

    private void createIndex(String kind, String name, Table table, List<String> columns, String condition) {
        statements.add("create " + kind + " " + quoted(name) + " on " + quoted(table.logicalName()) + " ("
                + columns.stream().map(SqlNames::quoted).collect(Collectors.joining(", ")) + ")" + condition);
    }

    private static boolean isSearched(Table table, Column column) {
        String name = column.logicalName();
        ManyToMany pairs = table.manyToMany();
        if (!column.type().isLookup() || (pairs != null && name.equals(pairs.entity2Column()))) {
            return false;
        }
        if (SEARCHED.contains(name)) {
            return true;
        }
        return !UNCHECKED.contains(name) && relationships(table, column).stream()
                .anyMatch(relationship -> SEARCHED_ON_DELETE.contains(relationship.cascade().delete()));
    }

    private static List<ManyToOne> relationships(Table table, Column column) {
        return table.manyToOne().stream().filter(relationship -> relationship.column().equals(column.logicalName()))
                .toList();
    }

    private void createForeignKeys(Table table, Set<String> targets) {
        for (Column column : table.storedColumns()) {
            if (isChecked(table, column) && targets.contains(column.targets().getFirst())) {
                statements.add("alter table " + quoted(table.logicalName()) + " add constraint "
                        + quoted(ConstraintNames.foreignKey(table.logicalName(), column.logicalName()))
                        + " foreign key (" + quoted(column.logicalName()) + ") references "
                        + quoted(column.targets().getFirst()) + " deferrable initially immediate");
            }
        }
    }

    /// Whether PostgreSQL itself sees to it that the row of a lookup exists. A relationship that keeps the link when its row is
    /// deleted cannot have that.
    private static boolean isChecked(Table table, Column column) {
        return column.type() == ColumnType.LOOKUP && !column.isPolymorphic() && column.targets().size() == 1
                && !UNCHECKED.contains(column.logicalName())
                && relationships(table, column).stream()
                        .allMatch(relationship -> SEARCHED_ON_DELETE.contains(relationship.cascade().delete()));
    }

    /// `create view "activitypointer" as select …, 'task' as "activitytypecode" from "task" union all …`
    private void createActivityView(Collection<ChoiceDefinition> choices) {
        Collection<Table> activities = tables(work.list(new Statement("""
                select definition, logical_name from metadata_table
                where definition ->> 'kind' in ('Activity', 'ActivityBase') order by logical_name""", List.of()),
                row -> DefinitionJson.read(row.getString(1), TableDefinition.class, row.getString(2))), choices);
        for (Table base : activities) {
            if (base.kind() == TableKind.ACTIVITY_BASE) {
                String name = quoted(base.logicalName());
                String rows = activities.stream().filter(table -> table.kind() == TableKind.ACTIVITY)
                        .map(table -> activityRows(base, table)).collect(Collectors.joining(" union all "));
                statements.add("drop view if exists " + name);
                statements.add("create view " + name + " as " + (rows.isEmpty() ? noRows(base) : rows));
            }
        }
    }

    private static String activityRows(Table base, Table activity) {
        return "select " + base.storedColumns().stream().map(column -> activityValue(column, activity))
                .collect(Collectors.joining(", ")) + " from " + quoted(activity.logicalName());
    }

    private static String activityValue(Column column, Table activity) {
        String name = column.logicalName();
        String value;
        if (name.equals(ACTIVITY_TYPE)) {
            value = "'" + activity.logicalName().replace("'", "''") + "'";
        } else {
            Column own = activity.findColumn(name);
            value = own != null && own.isStored() ? quoted(name) : "null";
        }
        return cast(value, column) + " as " + quoted(name);
    }

    private static String noRows(Table base) {
        return "select " + base.storedColumns().stream()
                .map(column -> cast("null", column) + " as " + quoted(column.logicalName()))
                .collect(Collectors.joining(", ")) + " where false";
    }

    /// An activity may declare a column longer than the pointer does, which gives it another collation; a view needs one.
    private static String cast(String value, Column column) {
        String type = ColumnCodecs.of(column).sqlType(column);
        int collation = type.indexOf(" collate ");
        return collation < 0
                ? "cast(" + value + " as " + type + ")"
                : "cast(" + value + " as " + type.substring(0, collation) + ")" + type.substring(collation);
    }

    private static String quoted(String name) {
        return SqlNames.quoted(name);
    }
}
