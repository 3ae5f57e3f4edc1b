package dev.colonnade.engine.customapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.organization.TestOrganization;
import dev.colonnade.engine.plugin.TestJar;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.Database;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.engine.storage.UnitOfWork;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.Relationship;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// An organization for tests of definitions, and short ways to make them as its administrator.
public final class Definitions implements AutoCloseable {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private static final String NOTHING = jar("test.Nothing", "");

    private final DatabaseConfig database = TestDatabase.config();
    private final Organization organization = Organization.open(TestOrganization.config(database));

    public Organization organization() {
        return organization;
    }

    public OrganizationService service() {
        return organization.service(Caller.of(organization.administratorId()));
    }

    /// The service of the server itself, which may write what nobody else may.
    public OrganizationService system() {
        return organization.service(Caller.of(organization.administratorId()).asSystem());
    }

    /// A custom API with its required columns, not created yet.
    public static Entity api(String uniqueName) {
        return new Entity("customapi").set("uniquename", uniqueName).set("name", uniqueName)
                .set("displayname", uniqueName).set("description", "A test").set("bindingtype", new OptionSetValue(0))
                .set("allowedcustomprocessingsteptype", new OptionSetValue(2)).set("isfunction", false)
                .set("isprivate", false);
    }

    public static Entity boundApi(String uniqueName, int binding, String table) {
        return api(uniqueName).set("bindingtype", new OptionSetValue(binding)).set("boundentitylogicalname", table);
    }

    public static Entity parameter(String uniqueName, int type) {
        return part("customapirequestparameter", uniqueName, type).set("isoptional", true);
    }

    public static Entity property(String uniqueName, int type) {
        return part("customapiresponseproperty", uniqueName, type);
    }

    private static Entity part(String table, String uniqueName, int type) {
        return new Entity(table).set("uniquename", uniqueName).set("name", uniqueName).set("displayname", uniqueName)
                .set("description", "A test").set("type", new OptionSetValue(type));
    }

    /// Adds parts that are created together with the API.
    public static Entity with(Entity api, Entity... parts) {
        for (Entity part : parts) {
            api.relatedEntities()
                    .computeIfAbsent("customapi_" + part.logicalName(),
                            key -> new EntityCollection(part.logicalName(), List.of()))
                    .entities().add(part);
        }
        return api;
    }

    public UUID create(Entity row) {
        return service().create(row);
    }

    /// Adds a part to an API that is there.
    public UUID add(UUID apiId, Entity part) {
        return create(part.set("customapiid", new EntityReference("customapi", apiId)));
    }

    public OrganizationResponse call(String name) {
        return service().execute(new OrganizationRequest(name));
    }

    public Entity read(String table, UUID id) {
        return service().retrieve(table, id, ColumnSet.all());
    }

    public List<Entity> find(String table, String column, Object value) {
        return List.copyOf(service().retrieveMultiple(new QueryExpression(table).columnSet(ColumnSet.all())
                .where(column, ConditionOperator.EQUAL, value)).entities());
    }

    /// A plug-in type that does nothing, in an assembly of its own.
    public UUID pluginType(String assemblyName) {
        return pluginType(assemblyName, NOTHING, "test.Nothing");
    }

    /// A plug-in type in a new assembly.
    ///
    /// @param jar content of the assembly, base64
    public UUID pluginType(String assemblyName, String jar, String className) {
        UUID assembly = create(new Entity("pluginassembly").set("name", assemblyName).set("content", jar));
        return type(assembly, className);
    }

    /// A plug-in type in an assembly that is there.
    public UUID type(UUID assemblyId, String className) {
        return create(new Entity("plugintype").set("typename", className).set("friendlyname", className)
                .set("pluginassemblyid", new EntityReference("pluginassembly", assemblyId)));
    }

    /// A jar with one plug-in class, base64.
    ///
    /// @param body statements that work on `context`
    public static String jar(String className, String body) {
        String name = className.substring(className.lastIndexOf('.') + 1);
        String text = "package test;\nimport dev.colonnade.sdk.*;\nimport dev.colonnade.sdk.plugin.*;\n"
                + "public final class " + name + " implements Plugin {\n"
                + "    @Override public void execute(PluginContext context) {\n" + body + "\n    }\n}\n";
        return Base64.getEncoder().encodeToString(new TestJar().source(className, text).bytes());
    }

    /// A step on a message, not created yet.
    public Entity step(String message, @Nullable UUID filterId, UUID pluginTypeId) {
        UUID messageId = find("sdkmessage", "name", message).getFirst().id();
        var step = new Entity("sdkmessageprocessingstep").set("name", "Test on " + message)
                .set("stage", new OptionSetValue(40)).set("mode", new OptionSetValue(0))
                .set("sdkmessageid", new EntityReference("sdkmessage", messageId))
                .set("eventhandler", new EntityReference("plugintype", pluginTypeId));
        return filterId == null
                ? step
                : step.set("sdkmessagefilterid", new EntityReference("sdkmessagefilter", filterId));
    }

    /// The filter of a message for a table.
    public UUID filter(String message, String table) {
        UUID messageId = find("sdkmessage", "name", message).getFirst().id();
        return Objects.requireNonNull(service().retrieveMultiple(new QueryExpression("sdkmessagefilter")
                .where("sdkmessageid", ConditionOperator.EQUAL, Objects.requireNonNull(messageId))
                .where("primaryobjecttypecode", ConditionOperator.EQUAL, table)).entities().getFirst().id());
    }

    /// A user of the organization's own business unit with the role of a name.
    public UUID user(String lastName, String role) {
        UUID businessUnitId = Objects.requireNonNull(
                service().retrieveMultiple(new QueryExpression("businessunit")).entities().getFirst().id());
        UUID userId = create(new Entity("systemuser").set("lastname", lastName).set("domainname", lastName)
                .set("businessunitid", new EntityReference("businessunit", businessUnitId)));
        EntityReference roleId = find("role", "name", role).getFirst().toEntityReference();
        service().associate("systemuser", userId, new Relationship("systemuserroles_association"), List.of(roleId));
        return userId;
    }

    /// Gives a user who has done nothing yet a language of their own.
    public void speaks(UUID userId, int languageCode) {
        Field<UUID> user = DSL.field(DSL.name("systemuserid"), SQLDataType.UUID);
        Field<Integer> language = DSL.field(DSL.name("uilanguageid"), SQLDataType.INTEGER);
        var table = DSL.table(DSL.name("usersettings"));
        try (Database opened = Database.open(database); UnitOfWork work = opened.begin()) {
            work.requireTransaction();
            int known = work
                    .execute(Statement.of(SQL.update(table).set(language, languageCode).where(user.eq(userId))));
            if (known == 0) {
                work.execute(Statement.of(SQL.insertInto(table).set(user, userId).set(language, languageCode)));
            }
            work.commit();
        }
    }

    public OrganizationService service(UUID userId) {
        return organization.service(Caller.of(userId));
    }

    public static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ErrorCode code, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(OrganizationServiceException.class,
                e -> assertThat(e.errorCode()).as(e.getMessage())
                        .isEqualTo(code.number()));
    }

    @Override
    public void close() {
        organization.close();
    }
}
