package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.security.UserRights;
import dev.colonnade.engine.storage.SqlNames;
import dev.colonnade.sdk.EntityReference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The values that the server gives: defaults, audit columns, owner, state, currency, computed columns, the row version.
///
/// Source: reference/tables-and-metadata.md, "Standard columns", "Money and currency", "State and status".
final class ServerValues {

    private ServerValues() {}

    static void onCreate(Execution execution, RowValues values, References references) {
        Instant now = execution.startedAt().truncatedTo(ChronoUnit.SECONDS);
        defaults(values);
        createdAt(execution, values, now);
        audit(execution, values, "createdby", "createdonbehalfby");
        values.setIfPresent("modifiedon", now);
        audit(execution, values, "modifiedby", "modifiedonbehalfby");
        activityType(values);
        owner(execution, values, references);
        organization(execution, values);
        solution(execution, values);
        StateValues.onCreate(values);
        CurrencyValues.onCreate(execution, values);
        computedOnCreate(values);
        computedByCaller(execution, values);
        version(values);
    }

    static void onUpdate(Execution execution, RowValues values, References references) {
        values.setIfPresent("modifiedon", execution.startedAt().truncatedTo(ChronoUnit.SECONDS));
        audit(execution, values, "modifiedby", "modifiedonbehalfby");
        if (values.has("ownerid")) {
            execution.authorizer().requirePrivilege(AccessRight.ASSIGN, values.table());
            ownedBy(execution, values, Objects.requireNonNull((EntityReference) values.get("ownerid")), references);
        }
        StateValues.onUpdate(values);
        CurrencyValues.onUpdate(execution, values);
        computedOnUpdate(values);
        version(values);
    }

    /// A pair of an N:N relationship has defaults and a key, and nothing of an audit.
    static void onPair(RowValues values) {
        defaults(values);
        computedOnCreate(values);
    }

    /// A row whose link was taken away has a new version; who and when it was changed stays.
    static void onUnlink(RowValues values) {
        version(values);
    }

    private static void version(RowValues values) {
        values.setExpression("versionnumber", DSL.sequence(DSL.name("version_number"), SQLDataType.BIGINT).nextval());
    }

    private static void defaults(RowValues values) {
        for (Column column : values.table().defaultColumns()) {
            if (!values.has(column.logicalName())) {
                Object value = DefaultValues.of(column);
                if (value != null) {
                    values.set(column.logicalName(), value);
                }
            }
        }
    }

    private static void createdAt(Execution execution, RowValues values, Instant now) {
        Object overridden = values.get("overriddencreatedon");
        if (overridden instanceof Instant instant) {
            execution.authorizer().requirePrivilege("prvOverrideCreatedOnCreatedBy");
            values.set("createdon", instant);
            values.set("overriddencreatedon", now);
        } else {
            values.setIfPresent("createdon", now);
        }
    }

    private static void audit(Execution execution, RowValues values, String by, String onBehalfBy) {
        Caller caller = execution.caller();
        values.setIfPresent(by, new EntityReference("systemuser", caller.userId()));
        boolean impersonated = !caller.authenticatedUserId().equals(caller.userId());
        values.setIfPresent(onBehalfBy,
                impersonated ? new EntityReference("systemuser", caller.authenticatedUserId()) : null);
    }

    /// Rows of an activity say which activity they are, for those who read them through `activitypointer`.
    private static void activityType(RowValues values) {
        if (values.table().isActivity()) {
            values.setIfPresent("activitytypecode", values.table().logicalName());
        }
    }

    private static void owner(Execution execution, RowValues values, References references) {
        Table table = values.table();
        if (!table.hasColumn("ownerid") || !table.column("ownerid").type().isLookup()) {
            return;
        }
        EntityReference owner = (EntityReference) values.get("ownerid");
        if (owner == null) {
            owner = new EntityReference("systemuser", execution.caller().userId());
        }
        if (!execution.authorizer().mayOwn(table, owner.requireId())) {
            throw execution.authorizer().deniedRow(AccessRight.CREATE, table, owner.requireId());
        }
        ownedBy(execution, values, owner, references);
    }

    private static void ownedBy(Execution execution, RowValues values, EntityReference owner, References references) {
        boolean isUser = owner.logicalName().equals("systemuser");
        values.set("ownerid", owner);
        values.setIfPresent("owninguser", isUser ? owner : null);
        values.setIfPresent("owningteam", isUser ? null : owner);
        if (values.table().hasColumn("owningbusinessunit")) {
            UserRights rights = isUser ? execution.snapshot().security().findRights(owner.requireId()) : null;
            if (rights != null) {
                values.set("owningbusinessunit", new EntityReference("businessunit", rights.businessUnitId()));
            } else {
                references.requireExists(owner, execution);
                values.setExpression("owningbusinessunit",
                        unitOf(execution.metadata().table(owner.logicalName()), owner));
            }
        }
    }

    private static Field<UUID> unitOf(Table principals, EntityReference owner) {
        return DSL.field(DSL.select(DSL.field(SqlNames.column(principals.column("businessunitid")), SQLDataType.UUID))
                .from(DSL.table(SqlNames.table(principals))).where(RowWriter.key(principals, owner.requireId())));
    }

    private static void organization(Execution execution, RowValues values) {
        Table table = values.table();
        if (table.hasColumn("organizationid") && !table.primaryId().equals("organizationid")
                && !values.has("organizationid")) {
            UUID id = execution.snapshot().settings().organizationId();
            values.set("organizationid",
                    table.column("organizationid").type().isLookup() ? new EntityReference("organization", id) : id);
        }
    }

    /// Components belong to the default solution until they are put into another.
    private static void solution(Execution execution, RowValues values) {
        Table table = values.table();
        if (table.hasColumn("solutionid") && !table.primaryId().equals("solutionid") && !values.has("solutionid")
                && !table.column("solutionid").type().isLookup()) {
            values.set("solutionid", execution.snapshot().settings().defaultSolutionId());
        }
    }

    private static void computedOnCreate(RowValues values) {
        for (Column column : values.table().computedColumns()) {
            Map<String, Object> how = column.computed();
            if (how.containsKey("newId") && !values.has(column.logicalName())) {
                UUID made = UUID.randomUUID();
                values.set(column.logicalName(), column.type().isText() ? made.toString() : made);
            } else if (how.get("concat") instanceof List<?> parts) {
                values.set(column.logicalName(), shorten(joined(values, parts), column.maxLength()));
            } else if (how.get("copyOf") instanceof String source && values.has(source)) {
                values.set(column.logicalName(), values.get(source));
            }
        }
    }

    private static void computedByCaller(Execution execution, RowValues values) {
        for (Column column : values.table().computedColumns()) {
            if (column.computed().containsKey("caller")) {
                values.setIfAbsent(column.logicalName(),
                        new EntityReference("systemuser", execution.caller().userId()));
            }
        }
    }

    private static void computedOnUpdate(RowValues values) {
        for (Column column : values.table().computedColumns()) {
            Map<String, Object> how = column.computed();
            if (how.get("concat") instanceof List<?> parts
                    && parts.stream().anyMatch(part -> values.has((String) part))) {
                values.setExpression(column.logicalName(), concatenated(values, parts, column.maxLength()));
            } else if (how.get("copyOf") instanceof String source && values.has(source)) {
                values.set(column.logicalName(), values.get(source));
            }
        }
    }

    private static @Nullable String joined(RowValues values, List<?> parts) {
        var texts = new ArrayList<String>();
        for (Object part : parts) {
            if (values.get((String) part) instanceof String text) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? null : String.join(" ", texts);
    }

    private static Field<String> concatenated(RowValues values, List<?> parts, int maxLength) {
        var arguments = new ArrayList<Field<?>>();
        arguments.add(DSL.inline(" "));
        parts.forEach(part -> arguments.add(values.resulting((String) part).cast(SQLDataType.CLOB)));
        Field<String> joined = DSL.function(DSL.name("concat_ws"), SQLDataType.CLOB,
                arguments.toArray(Field<?>[]::new));
        return DSL.nullif(DSL.left(joined, maxLength), DSL.inline(""));
    }

    /// Texts that the server makes itself are cut, not refused.
    private static @Nullable String shorten(@Nullable String text, int maxLength) {
        return text == null || text.length() <= maxLength ? text : text.substring(0, maxLength);
    }
}
