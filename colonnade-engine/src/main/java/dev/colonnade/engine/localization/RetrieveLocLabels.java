package dev.colonnade.engine.localization;

import dev.colonnade.engine.localization.LabelledRows.Labelled;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.Label;
import dev.colonnade.sdk.LocalizedLabel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the texts of a column in all languages, the base language first. Texts in a language that is not provisioned any more
/// stay stored and do not show. Source: reference/custom-api.md, "Localized labels".
final class RetrieveLocLabels implements Operation {

    private final LabelledRows rows;
    private final LabelStore labels;

    RetrieveLocLabels(LabelledRows rows, LabelStore labels) {
        this.rows = rows;
        this.labels = labels;
    }

    @Override
    public void execute(Execution execution) {
        Labelled labelled = rows.require(execution, AccessRight.READ);
        OrganizationSettings settings = execution.snapshot().settings();
        var all = new ArrayList<LocalizedLabel>();
        if (labelled.text() != null) {
            all.add(new LocalizedLabel(labelled.text(), settings.languageCode()));
        }
        labels.labels(execution.work(), labelled.table().logicalName(), labelled.rowId(),
                labelled.column().logicalName()).forEach((language, text) -> {
                    if (settings.languages().contains(language)) {
                        all.add(new LocalizedLabel(text, language));
                    }
                });
        LocalizedLabel own = find(all, execution.format().languageCode());
        execution.outputs().set("Label",
                new Label(all, own == null ? find(all, settings.languageCode()) : own));
    }

    private static @Nullable LocalizedLabel find(List<LocalizedLabel> labels, int languageCode) {
        return labels.stream().filter(label -> label.languageCode() == languageCode).findFirst().orElse(null);
    }
}
