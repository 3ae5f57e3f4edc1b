package dev.colonnade.engine.registration;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.TargetRow;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules of the table `sdkmessageprocessingstep`. Source: reference/event-framework.md, "Registration over the Web API".
final class StepRules {

    static final String TABLE = "sdkmessageprocessingstep";

    private static final int DEFAULT_RANK = 1;
    private static final Set<Integer> STAGES = Set.of(10, 20, 40);
    private static final int POST_OPERATION = 40;
    private static final int ASYNCHRONOUS = 1;
    private static final int WEBHOOK = 8;

    private static final String[] CHECKED = {"name", "sdkmessageid", "sdkmessagefilterid", "eventhandler",
            "plugintypeid", "stage", "mode", "rank", "filteringattributes", "configuration"};

    private final Rows rows;

    StepRules(Rows rows) {
        this.rows = rows;
    }

    void beforeCreate(Execution execution) {
        TargetRow step = TargetRow.created(execution);
        if (step.number("rank") == null && !step.hasValue("rank")) {
            step.target().set("rank", DEFAULT_RANK);
        }
        completeHandler(step);
        check(execution, step);
    }

    /// Enabling, disabling and the like need no check.
    void beforeUpdate(Execution execution) {
        Entity target = execution.inputs().require("Target", Entity.class);
        if (List.of(CHECKED).stream().noneMatch(target::contains)) {
            return;
        }
        Entity stored = rows.find(execution, TABLE, execution.primaryId(), CHECKED);
        if (stored != null) {
            TargetRow step = TargetRow.updated(execution, stored);
            completeHandler(step);
            check(execution, step);
            checkImages(execution, step);
        }
    }

    /// Tools set `eventhandler`, `plugintypeid`, or both, which mean the same; rows hold both.
    private static void completeHandler(TargetRow step) {
        Entity target = step.target();
        EntityReference handler = target.get("eventhandler") instanceof EntityReference reference ? reference : null;
        EntityReference type = target.get("plugintypeid") instanceof EntityReference reference ? reference : null;
        if (handler == null && type != null) {
            target.set("eventhandler", new EntityReference("plugintype", type.id()));
        } else if (handler != null && handler.logicalName().equals("plugintype")) {
            target.set("plugintypeid", new EntityReference("plugintype", handler.id()));
        } else if (handler != null) {
            target.set("plugintypeid", null);
        }
    }

    private void check(Execution execution, TargetRow step) {
        normalize(step);
        var mistakes = new Mistakes();
        checkRequired(step, mistakes);
        UUID messageId = step.referencedId("sdkmessageid");
        if (messageId != null) {
            StepMessage message = StepMessage.require(execution, rows, messageId);
            requireAllowed(step, message);
            Table table = checkFilter(execution, step, message);
            checkFilteringAttributes(step, table, mistakes);
        }
        checkStageAndMode(step, mistakes);
        checkHandler(execution, step, mistakes);
        mistakes.throwIfAny();
    }

    private static void normalize(TargetRow step) {
        if (step.target().get("filteringattributes") instanceof String names) {
            step.target().set("filteringattributes", NameList.normalize(names));
        }
    }

    private static void checkRequired(TargetRow step, Mistakes mistakes) {
        for (String column : List.of("name", "sdkmessageid", "eventhandler", "stage", "mode", "rank")) {
            if (!step.hasValue(column)) {
                mistakes.add(ErrorCode.REQUIRED_FIELD_MISSING,
                        "The column '" + column + "' of a step needs a value.");
            }
        }
    }

    /// What a custom API allows. Source: reference/custom-api.md, "Custom processing step types".
    private static void requireAllowed(TargetRow step, StepMessage message) {
        boolean isAllowed = switch (message.allowedSteps()) {
            case 0 -> false;
            case 1 -> isAsynchronous(step);
            default -> true;
        };
        if (!isAllowed) {
            throw notAllowed("");
        }
    }

    /// The table that the filter limits the step to; `null` when it is for all tables.
    private @Nullable Table checkFilter(Execution execution, TargetRow step, StepMessage message) {
        UUID filterId = step.referencedId("sdkmessagefilterid");
        if (filterId == null) {
            return null;
        }
        Entity filter = rows.find(execution, "sdkmessagefilter", filterId, "sdkmessageid", "primaryobjecttypecode",
                "iscustomprocessingstepallowed");
        if (filter == null) {
            throw new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The column 'sdkmessagefilterid' points to a filter that does not exist: " + filterId + ".");
        }
        EntityReference filtered = filter.get("sdkmessageid", EntityReference.class);
        if (filtered == null || !message.id().equals(filtered.id())) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The filter " + filterId
                    + " of the column 'sdkmessagefilterid' does not belong to the message '" + message.name() + "'.");
        }
        if (!Boolean.TRUE.equals(filter.get("iscustomprocessingstepallowed"))) {
            throw notAllowed(" and entity");
        }
        String table = filter.get("primaryobjecttypecode", String.class);
        return table == null ? null : execution.metadata().findTable(table);
    }

    private static void checkFilteringAttributes(TargetRow step, @Nullable Table table, Mistakes mistakes) {
        String names = step.text("filteringattributes");
        if (names != null && table != null) {
            NameList.check("filteringattributes", names, table, mistakes);
        }
    }

    private static void checkStageAndMode(TargetRow step, Mistakes mistakes) {
        Integer stage = step.choice("stage");
        if (stage != null && !STAGES.contains(stage)) {
            mistakes.add(
                    "The value " + stage + " of the column 'stage' is for internal use only; steps may be registered"
                            + " in 10 (pre-validation), 20 (pre-operation) and 40 (post-operation).");
        } else if (stage != null && stage != POST_OPERATION && isAsynchronous(step)) {
            mistakes.add("The value 1 (asynchronous) of the column 'mode' goes with 'stage' 40 (post-operation) only,"
                    + " not with " + stage + ".");
        }
    }

    private void checkHandler(Execution execution, TargetRow step, Mistakes mistakes) {
        EntityReference handler = step.reference("eventhandler");
        if (handler == null || handler.id() == null) {
            return;
        }
        switch (handler.logicalName()) {
            case "plugintype" -> checkPluginType(execution, step, handler.id(), mistakes);
            case "serviceendpoint" -> checkEndpoint(execution, step, handler.id(), mistakes);
            default -> mistakes.add("The column 'eventhandler' cannot point to a row of '" + handler.logicalName()
                    + "'; a step runs a plug-in type or a service endpoint.");
        }
    }

    private void checkPluginType(Execution execution, TargetRow step, UUID id, Mistakes mistakes) {
        UUID pluginTypeId = step.referencedId("plugintypeid");
        if (pluginTypeId != null && !pluginTypeId.equals(id)) {
            mistakes.add("The columns 'eventhandler' and 'plugintypeid' point to different plug-in types.");
        }
        Entity type = rows.find(execution, "plugintype", id, "typename", "isworkflowactivity");
        if (type == null) {
            mistakes.add(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The column 'eventhandler' points to a plug-in type that does not exist: " + id + ".");
        } else if (Boolean.TRUE.equals(type.get("isworkflowactivity"))) {
            mistakes.add("The column 'eventhandler' cannot point to '" + type.get("typename")
                    + "', which is a workflow activity.");
        }
    }

    private void checkEndpoint(Execution execution, TargetRow step, UUID id, Mistakes mistakes) {
        Entity endpoint = rows.find(execution, "serviceendpoint", id, "name", "contract");
        if (endpoint == null) {
            mistakes.add(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The column 'eventhandler' points to a service endpoint that does not exist: " + id + ".");
            return;
        }
        boolean isWebhook = Objects.equals(endpoint.get("contract"), new OptionSetValue(WEBHOOK));
        if (!isWebhook && !isAsynchronous(step)) {
            mistakes.add("The column 'mode' must be 1 (asynchronous): '" + endpoint.get("name")
                    + "' is a service endpoint and no webhook.");
        }
        if (step.text("configuration") != null) {
            mistakes.add("The column 'configuration' must be empty: the step's handler '" + endpoint.get("name")
                    + "' is a service endpoint.");
        }
    }

    /// Post images exist only where the main operation has run.
    private void checkImages(Execution execution, TargetRow step) {
        Integer stage = step.choice("stage");
        if (!step.sets("stage") || stage == null || stage == POST_OPERATION) {
            return;
        }
        List<Entity> images = rows.list(execution, new QueryExpression(ImageRules.TABLE).columns("name")
                .where(TABLE + "id", ConditionOperator.EQUAL, execution.primaryId())
                .where("imagetype", ConditionOperator.NOT_EQUAL, ImageRules.PRE_IMAGE));
        if (!images.isEmpty()) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The value " + stage
                    + " of the column 'stage' is not allowed: the step has the post image '"
                    + images.getFirst().get("name") + "', which exists in stage 40 only.");
        }
    }

    private static boolean isAsynchronous(TargetRow step) {
        Integer mode = step.choice("mode");
        return mode != null && mode == ASYNCHRONOUS;
    }

    private static ServiceException notAllowed(String andEntity) {
        return new ServiceException(ErrorCode.SDK_CUSTOM_PROCESSING_STEP_IS_NOT_ALLOWED,
                "Custom SdkMessageProcessingStep is not allowed on the specified message" + andEntity + ".");
    }
}
