package dev.colonnade.engine.localization;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Mistakes;
import dev.colonnade.engine.localization.LabelledRows.Labelled;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.LocalizedLabel;
import dev.colonnade.sdk.OrganizationRequest;
import java.util.ArrayList;
import java.util.List;

/// Writes the texts of a column in some languages; an empty text takes the language away, languages that are not named stay as
/// they are. Source: reference/custom-api.md, "Localized labels".
final class SetLocLabels implements Operation {

    private final LabelledRows rows;
    private final LabelStore labels;

    SetLocLabels(LabelledRows rows, LabelStore labels) {
        this.rows = rows;
        this.labels = labels;
    }

    @Override
    public void execute(Execution execution) {
        List<LocalizedLabel> given = labels(execution);
        Labelled labelled = rows.require(execution, AccessRight.WRITE);
        check(execution, labelled, given);
        for (LocalizedLabel label : given) {
            if (label.languageCode() == execution.snapshot().settings().languageCode()) {
                writeBase(execution, labelled, label.label());
            } else if (label.label().isBlank()) {
                labels.remove(execution.work(), labelled.key(label.languageCode()));
            } else {
                labels.put(execution.work(), labelled.key(label.languageCode()), label.label());
            }
        }
    }

    private static List<LocalizedLabel> labels(Execution execution) {
        if (!(execution.inputs().get("Labels") instanceof List<?> values)) {
            throw LabelledRows.missing("Labels", "a list of labels");
        }
        var labels = new ArrayList<LocalizedLabel>();
        for (Object value : values) {
            if (!(value instanceof LocalizedLabel label)) {
                throw LabelledRows.missing("Labels", "a list of labels");
            }
            labels.add(label);
        }
        return labels;
    }

    private static void check(Execution execution, Labelled labelled, List<LocalizedLabel> given) {
        OrganizationSettings settings = execution.snapshot().settings();
        int lengthMax = labelled.column().maxLength();
        var mistakes = new Mistakes();
        for (LocalizedLabel label : given) {
            if (!settings.languages().contains(label.languageCode())) {
                mistakes.add(ErrorCode.INVALID_LANGUAGE_CODE, "The language code " + label.languageCode()
                        + " is not valid for this organization: it is not provisioned.");
            }
            if (label.label().length() > lengthMax) {
                mistakes.add(ErrorCode.STRING_LENGTH_TOO_LONG,
                        "The label in language " + label.languageCode() + " has " + label.label().length()
                                + " characters; the column '" + labelled.column().logicalName() + "' allows "
                                + lengthMax + ".");
            }
            if (label.languageCode() == settings.languageCode() && label.label().isBlank()
                    && labelled.column().isSystemRequired()) {
                mistakes.add(ErrorCode.ATTRIBUTE_NOT_NULLABLE, "The column '" + labelled.column().logicalName()
                        + "' needs a text in the base language (" + settings.languageCode() + ").");
            }
        }
        mistakes.throwIfAny();
    }

    /// The row is updated like by anyone else, so that its version changes and steps on it run.
    private static void writeBase(Execution execution, Labelled labelled, String text) {
        var row = new Entity(labelled.table().logicalName(), labelled.rowId()).set(labelled.column().logicalName(),
                text.isBlank() ? null : text);
        execution.executeInternal(new OrganizationRequest("Update").set("Target", row));
    }
}
