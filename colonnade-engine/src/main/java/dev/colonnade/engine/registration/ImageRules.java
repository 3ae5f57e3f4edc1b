package dev.colonnade.engine.registration;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.TargetRow;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules of the table `sdkmessageprocessingstepimage`. Source: reference/event-framework.md, "Entity images".
final class ImageRules {

    static final String TABLE = "sdkmessageprocessingstepimage";
    static final int PRE_IMAGE = 0;

    private static final int POST_IMAGE = 1;
    private static final int POST_OPERATION = 40;

    private static final String[] CHECKED = {"sdkmessageprocessingstepid", "name", "entityalias", "imagetype",
            "messagepropertyname", "attributes"};

    private final Rows rows;

    ImageRules(Rows rows) {
        this.rows = rows;
    }

    void beforeCreate(Execution execution) {
        check(execution, TargetRow.created(execution), null);
    }

    void beforeUpdate(Execution execution) {
        Entity target = execution.inputs().require("Target", Entity.class);
        if (List.of(CHECKED).stream().noneMatch(target::contains)) {
            return;
        }
        Entity stored = rows.find(execution, TABLE, execution.primaryId(), CHECKED);
        if (stored != null) {
            check(execution, TargetRow.updated(execution, stored), execution.primaryId());
        }
    }

    /// @param id the image that is changed; `null` for a new one
    private void check(Execution execution, TargetRow image, @Nullable UUID id) {
        if (image.target().get("attributes") instanceof String names) {
            image.target().set("attributes", NameList.normalize(names));
        }
        var mistakes = new Mistakes();
        for (String column : List.of("sdkmessageprocessingstepid", "name", "entityalias", "imagetype",
                "messagepropertyname")) {
            if (!image.hasValue(column)) {
                mistakes.add(ErrorCode.REQUIRED_FIELD_MISSING,
                        "The column '" + column + "' of an image needs a value.");
            }
        }
        UUID stepId = image.referencedId("sdkmessageprocessingstepid");
        if (stepId != null) {
            checkStep(execution, image, stepId, mistakes);
            checkAlias(execution, image, stepId, id, mistakes);
        }
        mistakes.throwIfAny();
    }

    private void checkStep(Execution execution, TargetRow image, UUID stepId, Mistakes mistakes) {
        Entity step = rows.find(execution, StepRules.TABLE, stepId, "sdkmessageid", "sdkmessagefilterid", "stage");
        if (step == null || !(step.get("sdkmessageid") instanceof EntityReference message)) {
            mistakes.add(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The column 'sdkmessageprocessingstepid' points to a step that does not exist: " + stepId + ".");
            return;
        }
        String name = StepMessage.require(execution, rows, message.requireId()).name();
        OptionSetValue stage = step.get("stage", OptionSetValue.class);
        checkKind(image, name, stage == null ? 0 : stage.value(), mistakes);
        Table table = table(execution, step);
        String attributes = image.text("attributes");
        if (attributes != null && table != null) {
            NameList.check("attributes", attributes, table, mistakes);
        }
    }

    private static void checkKind(TargetRow image, String message, int stage, Mistakes mistakes) {
        ImageSupport support = ImageSupport.of(message);
        if (support == null) {
            mistakes.add("The message '" + message + "' does not support images.");
            return;
        }
        String property = image.text("messagepropertyname");
        if (property != null && !support.properties().contains(property)) {
            mistakes.add("The value '" + property + "' of the column 'messagepropertyname' is not allowed for the"
                    + " message '" + message + "'; it takes " + String.join(" or ", support.properties()) + ".");
        }
        Integer type = image.choice("imagetype");
        if (type == null) {
            return;
        }
        if (type != POST_IMAGE && !support.hasPreImage()) {
            mistakes.add("The value " + type + " of the column 'imagetype' is not allowed: there is no pre image on '"
                    + message + "', because the row does not exist before.");
        }
        if (type != PRE_IMAGE && !support.hasPostImage()) {
            mistakes.add("The value " + type + " of the column 'imagetype' is not allowed: there is no post image on '"
                    + message + "', because the row is gone afterwards.");
        } else if (type != PRE_IMAGE && stage != POST_OPERATION) {
            mistakes.add("The value " + type + " of the column 'imagetype' is not allowed: a post image exists in stage"
                    + " 40 only, and the step runs in " + stage + ".");
        }
    }

    private @Nullable Table table(Execution execution, Entity step) {
        if (!(step.get("sdkmessagefilterid") instanceof EntityReference reference)) {
            return null;
        }
        Entity filter = rows.find(execution, "sdkmessagefilter", reference.requireId(), "primaryobjecttypecode");
        String name = filter == null ? null : filter.get("primaryobjecttypecode", String.class);
        return name == null ? null : execution.metadata().findTable(name);
    }

    /// The alias is the key in the collection of images, so it must tell the images of one step apart.
    private void checkAlias(Execution execution, TargetRow image, UUID stepId, @Nullable UUID id, Mistakes mistakes) {
        String alias = image.text("entityalias");
        Integer type = image.choice("imagetype");
        if (alias == null || type == null) {
            return;
        }
        List<Entity> others = rows.list(execution, new QueryExpression(TABLE).columns("entityalias", "imagetype")
                .where("sdkmessageprocessingstepid", ConditionOperator.EQUAL, stepId));
        for (Entity other : others) {
            boolean isSame = other.id() != null && other.id().equals(id);
            if (!isSame && alias.equals(other.get("entityalias")) && overlap(type, other)) {
                mistakes.add("The value '" + alias + "' of the column 'entityalias' is taken by another image of the"
                        + " step.");
            }
        }
    }

    private static boolean overlap(int type, Entity other) {
        OptionSetValue otherType = other.get("imagetype", OptionSetValue.class);
        return otherType == null || otherType.value() == type || (type != PRE_IMAGE && type != POST_IMAGE)
                || (otherType.value() != PRE_IMAGE && otherType.value() != POST_IMAGE);
    }
}
