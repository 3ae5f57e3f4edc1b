package dev.colonnade.engine.metadata;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Fills in what a table definition leaves out: names, standard and derived columns, relationships, ids. Completing a complete
/// definition changes nothing. The rules are those of docs/table-definitions.md.
public final class TableCompletion {

    private static final Set<String> OWNED_MESSAGES = Set.of("Assign", "GrantAccess", "ModifyAccess", "RevokeAccess",
            "RetrievePrincipalAccess", "RetrieveSharedPrincipalsAndAccess");
    private static final List<String> ALL_MESSAGES = List.of("Create", "CreateMultiple", "Update", "UpdateMultiple",
            "Upsert",
            "UpsertMultiple", "Delete", "Retrieve", "RetrieveMultiple", "Associate", "Disassociate", "SetState",
            "SetStateDynamicEntity", "Assign", "GrantAccess", "ModifyAccess", "RevokeAccess", "RetrievePrincipalAccess",
            "RetrieveSharedPrincipalsAndAccess");
    private static final Set<String> MESSAGES_WITHOUT_EVENT = Set.of("Upsert", "UpsertMultiple",
            "SetStateDynamicEntity",
            "IsValidStateTransition");

    private final TableDefinition given;
    private final @Nullable TableDefinition activityBase;
    private final String schemaName;
    private final String logicalName;
    private final TableKind kind;
    private final Ownership ownership;
    private final Map<String, ColumnBuilder> columns = new LinkedHashMap<>();

    private TableCompletion(TableDefinition given, @Nullable TableDefinition activityBase) {
        this.given = given;
        this.activityBase = activityBase;
        this.schemaName = given.schemaName();
        this.logicalName = orElse(given.logicalName(), schemaName.toLowerCase(Locale.ROOT));
        this.kind = orElse(given.kind(), TableKind.STANDARD);
        this.ownership = orElse(given.ownership(),
                kind == TableKind.INTERSECT || kind == TableKind.CHILD ? Ownership.NONE : Ownership.USER_OWNED);
    }

    /// @param activityBase the definition of `activitypointer`, from which activities take their columns; `null` when the
    ///        organization has none
    /// @param objectTypeCode the number the table gets when the definition names none
    public static TableDefinition complete(TableDefinition given, @Nullable TableDefinition activityBase,
            int objectTypeCode) {
        return new TableCompletion(given, activityBase).complete(objectTypeCode);
    }

    private TableDefinition complete(int objectTypeCode) {
        boolean isActivity = kind == TableKind.ACTIVITY || kind == TableKind.ACTIVITY_BASE;
        String primaryId = orElse(given.primaryId(), isActivity ? "activityid" : logicalName + "id");
        String primaryName = given.primaryName() == null && isActivity ? "subject" : given.primaryName();
        List<String> groups = orElse(given.standardColumns(), StandardColumns.defaultGroups(ownership, kind));
        List<StateDefinition> states = orElse(given.states(),
                groups.contains("state") ? StateDefinition.ACTIVE_INACTIVE : List.of());
        collectColumns(primaryId, groups);
        deriveMoneyColumns();
        deriveCompanions();
        List<ColumnDefinition> completed = finishColumns(states);
        String collection = orElse(given.collectionSchemaName(), Plural.of(schemaName));
        String logicalCollection = orElse(given.logicalCollectionName(), collection.toLowerCase(Locale.ROOT));
        List<String> messages = orElse(given.messages(), defaultMessages());
        return new TableDefinition(schemaName, logicalName, orElse(given.metadataId(), id("table", logicalName)),
                collection,
                logicalCollection, orElse(given.entitySetName(), logicalCollection),
                orElse(given.objectTypeCode(), objectTypeCode), orElse(given.displayName(), Labels.of(schemaName)),
                orElse(given.displayCollectionName(), Labels.of(collection)), given.description(), ownership, kind,
                orElse(given.group(), "system"), primaryId, primaryName,
                orElse(given.privilegeName(), defaultPrivilegeName()),
                groups, states, messages,
                orElse(given.eventMessages(),
                        messages.stream().filter(name -> !MESSAGES_WITHOUT_EVENT.contains(name)).toList()),
                orElse(given.feeds(), List.of()), given.hasNotes(), given.hasActivities(), given.changeTracking(),
                given.solutionAware(), completed, completedKeys(), completedRelationships(completed),
                completedManyToMany());
    }

    private List<String> defaultMessages() {
        if (kind == TableKind.INTERSECT) {
            return List.of("Retrieve", "RetrieveMultiple");
        }
        if (kind == TableKind.ACTIVITY_BASE) {
            return List.of("Retrieve", "RetrieveMultiple");
        }
        return ALL_MESSAGES.stream().filter(name -> ownership == Ownership.USER_OWNED || !OWNED_MESSAGES.contains(name))
                .toList();
    }

    private String defaultPrivilegeName() {
        if (kind == TableKind.ACTIVITY || kind == TableKind.ACTIVITY_BASE) {
            return "Activity";
        }
        return ownership == Ownership.NONE || kind == TableKind.INTERSECT || kind == TableKind.CHILD ? "" : schemaName;
    }

    private void collectColumns(String primaryId, List<String> groups) {
        List<ColumnDefinition> own = orElse(given.columns(), List.of());
        if (own.stream().noneMatch(column -> logical(column).equals(primaryId))) {
            add(primaryKey(primaryId));
        }
        if (activityBase != null && kind == TableKind.ACTIVITY) {
            orElse(activityBase.columns(), List.<ColumnDefinition>of()).stream()
                    .filter(column -> column.attributeOf() == null && column.type() != ColumnType.STATE
                            && column.type() != ColumnType.STATUS)
                    .forEach(column -> add(inherited(column)));
        }
        own.forEach(column -> add(new ColumnBuilder(column)));
        for (String group : groups) {
            StandardColumns.of(group, schemaName).forEach(this::addIfAbsent);
        }
        addIfAbsent(new ColumnBuilder("VersionNumber", ColumnType.BIG_INT, "Version Number").readOnly());
        ColumnBuilder key = Objects.requireNonNull(columns.get(primaryId));
        key.type = ColumnType.UNIQUEIDENTIFIER;
        key.requiredLevel = RequiredLevel.SYSTEM_REQUIRED;
        key.validForUpdate = false;
    }

    private ColumnBuilder primaryKey(String primaryId) {
        var key = new ColumnBuilder(primaryId.equals(logicalName + "id") ? schemaName + "Id" : primaryId,
                ColumnType.UNIQUEIDENTIFIER, displayText());
        key.logicalName = primaryId;
        return key;
    }

    private static ColumnBuilder inherited(ColumnDefinition column) {
        var copy = new ColumnBuilder(column);
        copy.metadataId = null;
        copy.columnNumber = null;
        return copy;
    }

    private String displayText() {
        Labels label = given.displayName();
        return label == null ? schemaName : label.text(Labels.ENGLISH, Labels.ENGLISH);
    }

    private void deriveMoneyColumns() {
        List<ColumnBuilder> money = columns.values().stream()
                .filter(column -> column.type == ColumnType.MONEY && !isBase(column)).toList();
        for (ColumnBuilder column : money) {
            String name = Objects.requireNonNull(column.logicalName);
            var base = new ColumnBuilder(column.schemaName + "_Base", ColumnType.MONEY,
                    orElse(column.displayName, Labels.of(column.schemaName)).text(Labels.ENGLISH, Labels.ENGLISH)
                            + " (Base)")
                    .readOnly();
            base.logicalName = name + "_base";
            base.precision = column.precision;
            base.precisionSource = column.precisionSource;
            base.computed = Map.of("baseOf", name);
            addIfAbsent(base);
        }
        if (!money.isEmpty()) {
            addIfAbsent(new ColumnBuilder("TransactionCurrencyId", ColumnType.LOOKUP, "Currency")
                    .to("transactioncurrency"));
            var rate = new ColumnBuilder("ExchangeRate", ColumnType.DECIMAL, "Exchange Rate").readOnly();
            rate.precision = 12;
            rate.minValue = new BigDecimal("0.000000000001");
            rate.maxValue = BigDecimal.valueOf(100_000_000_000L);
            addIfAbsent(rate);
        }
    }

    private static boolean isBase(ColumnBuilder column) {
        return column.computed != null && column.computed.containsKey("baseOf");
    }

    private void deriveCompanions() {
        for (ColumnBuilder column : List.copyOf(columns.values())) {
            ColumnType type = Objects.requireNonNullElse(column.type, ColumnType.STRING);
            if (column.attributeOf != null) {
                continue;
            }
            String schema = column.schemaName;
            String name = Objects.requireNonNull(column.logicalName);
            if (type.isLookup()) {
                polymorphicType(column, type);
                addIfAbsent(new ColumnBuilder(schema + "Name", ColumnType.STRING, schema + "Name").of(name));
                addIfAbsent(new ColumnBuilder(schema + "YomiName", ColumnType.STRING, schema + "YomiName").of(name));
            } else if (type.isChoice() || type == ColumnType.BOOLEAN || type == ColumnType.MULTI_SELECT_PICKLIST) {
                addIfAbsent(new ColumnBuilder(schema + "Name", ColumnType.VIRTUAL, schema + "Name").of(name));
            }
        }
    }

    private void polymorphicType(ColumnBuilder column, ColumnType type) {
        if (type == ColumnType.CUSTOMER && column.targets == null) {
            column.targets = List.of("account", "contact");
        }
        if (type == ColumnType.OWNER && column.targets == null) {
            column.targets = List.of("systemuser", "team");
        }
        List<String> targets = orElse(column.targets, List.of());
        // Activities share their keys, so a reference to one needs no column that tells the table.
        if (column.typeColumn == null && targets.size() > 1 && !targets.contains("activitypointer")) {
            column.typeColumn = column.logicalName + "type";
        }
        String typeColumn = column.typeColumn;
        if (typeColumn != null && !columns.containsKey(typeColumn)) {
            var companion = new ColumnBuilder(column.schemaName + "Type", ColumnType.ENTITY_NAME,
                    column.schemaName + " Type");
            companion.logicalName = typeColumn;
            companion.validForCreate = column.validForCreate;
            companion.validForUpdate = column.validForUpdate;
            add(companion);
        }
    }

    private List<ColumnDefinition> finishColumns(List<StateDefinition> states) {
        var finished = new ArrayList<ColumnDefinition>();
        int number = 1;
        for (ColumnBuilder column : columns.values()) {
            String name = Objects.requireNonNull(column.logicalName);
            column.type = Objects.requireNonNullElse(column.type, ColumnType.STRING);
            column.metadataId = orElse(column.metadataId, id("column", logicalName + "." + name));
            column.displayName = orElse(column.displayName, Labels.of(column.schemaName));
            if (column.type == ColumnType.STATE && column.options == null) {
                column.options = states.stream()
                        .map(state -> new OptionDefinition(state.value(), state.label(), null, null,
                                null, state.defaultStatus(), state.invariantName()))
                        .toList();
            } else if (column.type == ColumnType.STATUS && column.options == null) {
                column.options = states.stream()
                        .flatMap(state -> state.statuses().stream().map(status -> new OptionDefinition(status.value(),
                                status.label(), status.description(), status.color(), state.value(), null, null)))
                        .toList();
            } else if (column.type == ColumnType.BOOLEAN && column.options == null && column.choice == null) {
                column.options = List.of(new OptionDefinition(0, Labels.of("No")),
                        new OptionDefinition(1, Labels.of("Yes")));
            }
            if (column.columnNumber == null) {
                column.columnNumber = number;
            }
            number = Math.max(number, column.columnNumber) + 1;
            finished.add(column.build());
        }
        return finished;
    }

    private List<KeyDefinition> completedKeys() {
        return orElse(given.keys(), List.<KeyDefinition>of()).stream()
                .map(key -> new KeyDefinition(key.schemaName(),
                        orElse(key.metadataId(), id("key", logicalName + "." + key.schemaName())), key.displayName(),
                        key.columns()))
                .toList();
    }

    private List<RelationshipDefinition> completedRelationships(List<ColumnDefinition> completed) {
        var relationships = new ArrayList<RelationshipDefinition>();
        for (RelationshipDefinition declared : orElse(given.relationships(), List.<RelationshipDefinition>of())) {
            relationships.add(finish(declared, completed));
        }
        for (ColumnDefinition column : completed) {
            if (column.type() == null || !column.type().isLookup() || column.attributeOf() != null) {
                continue;
            }
            for (String target : orElse(column.targets(), List.<String>of())) {
                boolean declared = relationships.stream().anyMatch(
                        r -> r.column().equals(column.logicalName()) && r.target().equals(target));
                if (!declared) {
                    relationships.add(finish(new RelationshipDefinition(
                            defaultSchemaName(Objects.requireNonNull(column.logicalName()), target), null,
                            column.logicalName(), target, null, null, defaultCascade(column), false), completed));
                }
            }
        }
        return relationships;
    }

    private RelationshipDefinition finish(RelationshipDefinition declared, List<ColumnDefinition> completed) {
        ColumnDefinition column = completed.stream().filter(c -> declared.column().equals(c.logicalName())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The relationship '" + declared.schemaName()
                        + "' names the column '" + declared.column() + "', which '" + logicalName
                        + "' does not have."));
        boolean several = column.type() != ColumnType.OWNER && orElse(column.targets(), List.of()).size() > 1;
        String navigation = orElse(declared.navigation(),
                several ? declared.column() + "_" + declared.target() : declared.column());
        return new RelationshipDefinition(declared.schemaName(),
                orElse(declared.metadataId(), id("relationship", declared.schemaName())), declared.column(),
                declared.target(), navigation, orElse(declared.collectionNavigation(), declared.schemaName()),
                orElse(declared.cascade(), defaultCascade(column)), declared.hierarchical());
    }

    private String defaultSchemaName(String column, String target) {
        return switch (column) {
            case "createdby", "createdonbehalfby", "modifiedby", "modifiedonbehalfby" ->
                "lk_" + logicalName + "_" + column;
            case "owninguser" -> "user_" + logicalName;
            case "owningteam" -> "team_" + logicalName;
            case "owningbusinessunit" -> "business_unit_" + logicalName;
            case "ownerid" -> "owner_" + logicalName + (target.equals("systemuser") ? "" : "_" + target);
            case "organizationid" -> "organization_" + logicalName;
            case "transactioncurrencyid" -> "TransactionCurrency_" + logicalName;
            default -> target + "_" + logicalName + "_" + column;
        };
    }

    private static CascadeDefinition defaultCascade(ColumnDefinition column) {
        return switch (Objects.requireNonNull(column.logicalName())) {
            case "createdby", "createdonbehalfby", "modifiedby", "modifiedonbehalfby", "ownerid", "owninguser",
                    "owningteam" ->
                new CascadeDefinition(null, CascadeType.NO_CASCADE, null, null, null, null);
            case "owningbusinessunit" -> new CascadeDefinition(null, CascadeType.RESTRICT, null, null, null, null);
            default -> CascadeDefinition.REFERENTIAL;
        };
    }

    private @Nullable ManyToManyDefinition completedManyToMany() {
        ManyToManyDefinition pairs = given.manyToMany();
        return pairs == null
                ? null
                : new ManyToManyDefinition(pairs.schemaName(),
                        orElse(pairs.metadataId(), id("relationship", pairs.schemaName())), pairs.entity1(),
                        pairs.entity1Column(), orElse(pairs.entity1Navigation(), pairs.schemaName()), pairs.entity2(),
                        pairs.entity2Column(), orElse(pairs.entity2Navigation(), pairs.schemaName()));
    }

    private void add(ColumnBuilder column) {
        columns.put(nameOf(column), column);
    }

    private void addIfAbsent(ColumnBuilder column) {
        columns.putIfAbsent(nameOf(column), column);
    }

    private static String nameOf(ColumnBuilder column) {
        if (column.logicalName == null) {
            column.logicalName = column.schemaName.toLowerCase(Locale.ROOT);
        }
        return column.logicalName;
    }

    private static String logical(ColumnDefinition column) {
        return orElse(column.logicalName(), column.schemaName().toLowerCase(Locale.ROOT));
    }

    /// The id of a definition that nobody gave one: the same on every server, so that definitions can be told apart by id.
    static UUID id(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + ":" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T orElse(@Nullable T value, T other) {
        return value != null ? value : other;
    }
}
