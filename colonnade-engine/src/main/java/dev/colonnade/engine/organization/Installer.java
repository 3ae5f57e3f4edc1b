package dev.colonnade.engine.organization;

import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.StandardMessages;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.MetadataStore;
import dev.colonnade.engine.metadata.RoleDefinition;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.metadata.TableKind;
import dev.colonnade.engine.operation.InitialRows;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Makes an organization out of an empty schema: the tables, and the rows that every organization starts with. All of it is one
/// transaction.
final class Installer {

    static final String DEFAULT_SOLUTION = "Default";
    static final String ADMINISTRATOR_NAME = "admin";

    private static final int ENGLISH = 1033;
    /// Numbers of tables that name none begin here.
    static final int FIRST_CUSTOM_TYPE_CODE = 10_000;
    private static final int DEFAULT_OPTION_PREFIX = 10_000;

    private final OrganizationConfig config;
    private final UnitOfWork work;
    private final UUID organizationId = UUID.randomUUID();
    private final UUID businessUnitId = UUID.randomUUID();
    private final UUID systemUserId = UUID.randomUUID();
    private final UUID administratorId = UUID.randomUUID();
    private final UUID currencyId = UUID.randomUUID();
    private final UUID publisherId = UUID.randomUUID();
    private final UUID solutionId = UUID.randomUUID();

    Installer(OrganizationConfig config, UnitOfWork work) {
        this.config = config;
        this.work = work;
    }

    /// @param store the schema's definitions, empty so far
    void install(MetadataStore store) {
        work.requireTransaction();
        List<TableDefinition> definitions = definitions();
        store.createTables(definitions, SystemDefinitions.choices());
        MetadataSnapshot metadata = SnapshotBuilder.build(definitions, SystemDefinitions.choices());
        var rows = new InitialRows(work, config.clock().instant().truncatedTo(ChronoUnit.SECONDS), systemUserId,
                businessUnitId, organizationId, solutionId);
        insert(rows, metadata, List.of(currency()));
        insert(rows, metadata, List.of(organization()));
        insert(rows, metadata, List.of(businessUnit()));
        insert(rows, metadata, users());
        insert(rows, metadata, List.of(language()));
        insert(rows, metadata, List.of(publisher()));
        insert(rows, metadata, solutions());
        installSecurity(rows, metadata);
        installMessages(rows, metadata);
        insert(rows, metadata,
                metadata.tables().stream().flatMap(table -> StandardViews.of(table, ENGLISH).stream()).toList());
        for (String feed : List.of("tables", "messages", "plugins", "security", "organization", "languages")) {
            work.announce(feed);
        }
    }

    private List<TableDefinition> definitions() {
        List<TableDefinition> given = SystemDefinitions.tables().stream()
                .filter(table -> config.businessTables() || !"business".equals(table.group())).toList();
        TableDefinition activityBase = given.stream().filter(table -> table.kind() == TableKind.ACTIVITY_BASE)
                .findFirst()
                .orElse(null);
        var completed = new ArrayList<TableDefinition>();
        int typeCode = FIRST_CUSTOM_TYPE_CODE;
        for (TableDefinition table : given) {
            completed.add(TableCompletion.complete(table, activityBase, typeCode));
            typeCode++;
        }
        return completed;
    }

    private static void insert(InitialRows rows, MetadataSnapshot metadata, List<Entity> entities) {
        rows.insert(metadata.table(entities.get(0).logicalName()), entities);
    }

    private Entity organization() {
        return new Entity("organization", organizationId).set("name", config.uniqueName()).set("languagecode", ENGLISH)
                .set("basecurrencyid", new EntityReference("transactioncurrency", currencyId))
                .set("plugintracelogsetting", new OptionSetValue(0)).set("schemanameprefix", "new");
    }

    private Entity businessUnit() {
        return new Entity("businessunit", businessUnitId).set("name", config.friendlyName());
    }

    private List<Entity> users() {
        return List.of(user(systemUserId, "SYSTEM", "", "SYSTEM"),
                user(administratorId, "Administrator", "", ADMINISTRATOR_NAME));
    }

    private Entity user(UUID id, String lastName, String firstName, String domainName) {
        return new Entity("systemuser", id).set("lastname", lastName)
                .set("firstname", firstName.isEmpty() ? null : firstName)
                .set("fullname", lastName).set("domainname", domainName).set("ownerid", id)
                .set("businessunitid", new EntityReference("businessunit", businessUnitId))
                .set("azureactivedirectoryobjectid", id);
    }

    private static Entity language() {
        return new Entity("languagelocale").set("localeid", ENGLISH).set("code", "en-US").set("language", "English")
                .set("name", "English - United States").set("region", "United States");
    }

    private Entity currency() {
        return new Entity("transactioncurrency", currencyId).set("currencyname", "US Dollar")
                .set("isocurrencycode", "USD")
                .set("currencysymbol", "$").set("currencyprecision", 2).set("exchangerate", BigDecimal.ONE);
    }

    private Entity publisher() {
        return new Entity("publisher", publisherId)
                .set("uniquename", "DefaultPublisher" + config.uniqueName().toLowerCase(Locale.ROOT))
                .set("friendlyname", "Default Publisher for " + config.friendlyName()).set("customizationprefix", "new")
                .set("customizationoptionvalueprefix", DEFAULT_OPTION_PREFIX);
    }

    private List<Entity> solutions() {
        return List.of(solution(solutionId, DEFAULT_SOLUTION, "Default Solution"),
                solution(UUID.randomUUID(), "Active", "Active Solution"),
                solution(UUID.randomUUID(), "Basic", "Basic Solution"));
    }

    private Entity solution(UUID id, String uniqueName, String friendlyName) {
        return new Entity("solution", id).set("uniquename", uniqueName).set("friendlyname", friendlyName)
                .set("version", "1.0").set("publisherid", new EntityReference("publisher", publisherId));
    }

    private void installSecurity(InitialRows rows, MetadataSnapshot metadata) {
        var privileges = new ArrayList<Entity>(Privileges.ofTables(metadata.tables()));
        privileges.addAll(Privileges.ofTasks());
        insert(rows, metadata, privileges);
        for (RoleDefinition role : SystemDefinitions.roles()) {
            UUID roleId = UUID.randomUUID();
            insert(rows, metadata, List.of(role(role, roleId)));
            insert(rows, metadata, Privileges.held(role, roleId, metadata.tables(), privileges));
            if (role.everyPrivilege()) {
                insert(rows, metadata, List.of(member(systemUserId, roleId), member(administratorId, roleId)));
            }
        }
        insert(rows, metadata, List.of(new Entity("team").set("name", config.friendlyName()).set("isdefault", true)
                .set("businessunitid", new EntityReference("businessunit", businessUnitId))
                .set("administratorid", new EntityReference("systemuser", administratorId))));
    }

    private Entity role(RoleDefinition role, UUID roleId) {
        return new Entity("role", roleId).set("name", role.name())
                .set("businessunitid", new EntityReference("businessunit", businessUnitId))
                .set("parentrootroleid", new EntityReference("role", roleId))
                .set("roletemplateid", new EntityReference("roletemplate", role.roleTemplateId()))
                .set("canbedeleted", new BooleanManagedProperty(false));
    }

    private static Entity member(UUID userId, UUID roleId) {
        return new Entity("systemuserroles").set("systemuserid", userId).set("roleid", roleId);
    }

    private void installMessages(InitialRows rows, MetadataSnapshot metadata) {
        List<MessageDefinition> messages = StandardMessages.load(metadata.tables());
        insert(rows, metadata, messages.stream().map(Installer::message).toList());
        var filters = new ArrayList<Entity>();
        for (MessageDefinition message : messages) {
            if (message.binding() == Binding.GLOBAL && message.isWebOperation()) {
                filters.add(filter(message.name(), "none", false));
            }
        }
        metadata.tables().forEach(table -> filters.addAll(filters(table)));
        insert(rows, metadata, filters);
    }

    private static Entity message(MessageDefinition message) {
        return new Entity("sdkmessage", message.id()).set("name", message.name()).set("isprivate", message.isPrivate())
                .set("categoryname", "None");
    }

    /// Rows of `sdkmessagefilter` for a table, one per message.
    static Collection<Entity> filters(Table table) {
        return table.messages().stream()
                .map(message -> filter(message, table.logicalName(), table.eventMessages().contains(message))).toList();
    }

    private static Entity filter(String message, String table, boolean allowsSteps) {
        UUID id = UUID.nameUUIDFromBytes(("filter:" + message + ":" + table).getBytes(StandardCharsets.UTF_8));
        return new Entity("sdkmessagefilter", id)
                .set("sdkmessageid", new EntityReference("sdkmessage", StandardMessages.id(message)))
                .set("primaryobjecttypecode", table).set("secondaryobjecttypecode", "none")
                .set("iscustomprocessingstepallowed", allowsSteps).set("isvisible", allowsSteps);
    }
}
