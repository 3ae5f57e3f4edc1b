package dev.colonnade.testkit.plugins;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Registers steps of one plug-in type, as the registration tool does.
final class Registrations {

    private final OrganizationService service;
    private final UUID typeId;

    Registrations(OrganizationService service, String typeName) {
        this.service = service;
        this.typeId = id("plugintype", "typename", typeName);
    }

    /// A registered step; closing it deletes it.
    record Registered(OrganizationService service, UUID id) implements AutoCloseable {

        void set(String column, @Nullable Object value) {
            service.update(new Entity("sdkmessageprocessingstep", id).set(column, value));
        }

        @Override
        public void close() {
            service.delete("sdkmessageprocessingstep", id);
        }
    }

    Registered step(String message, @Nullable String table, int stage, String script) {
        return step(step(message, table, stage).set("configuration", script));
    }

    Registered step(Entity step) {
        return new Registered(service, service.create(step));
    }

    /// A row that may still be changed before it is created.
    Entity step(String message, @Nullable String table, int stage) {
        UUID messageId = id("sdkmessage", "name", message);
        var step = new Entity("sdkmessageprocessingstep").set("name", message + " of " + table + " in " + stage)
                .set("sdkmessageid", new EntityReference("sdkmessage", messageId))
                .set("stage", new OptionSetValue(stage)).set("mode", new OptionSetValue(0)).set("rank", 1)
                .set("eventhandler", new EntityReference("plugintype", typeId));
        if (table != null) {
            UUID filterId = service.retrieveMultiple(new QueryExpression("sdkmessagefilter")
                    .where("sdkmessageid", ConditionOperator.EQUAL, messageId)
                    .where("primaryobjecttypecode", ConditionOperator.EQUAL, table)).entities().getFirst()
                    .toEntityReference().requireId();
            step.set("sdkmessagefilterid", new EntityReference("sdkmessagefilter", filterId));
        }
        return step;
    }

    private UUID id(String table, String column, String value) {
        return service.retrieveMultiple(new QueryExpression(table).where(column, ConditionOperator.EQUAL, value))
                .entities().getFirst().toEntityReference().requireId();
    }
}
