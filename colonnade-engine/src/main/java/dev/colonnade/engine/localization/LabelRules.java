package dev.colonnade.engine.localization;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.sdk.Entity;
import java.util.List;

/// The rules of tables with localizable columns. Source: reference/solutions-and-localization.md, "Labels: reading and writing".
final class LabelRules {

    private final LabelStore labels;

    LabelRules(LabelStore labels) {
        this.labels = labels;
    }

    void beforeCreate(Execution execution) {
        requireBaseLanguage(execution, ErrorCode.INVALID_LANGUAGE_FOR_CREATE);
    }

    void beforeUpdate(Execution execution) {
        requireBaseLanguage(execution, ErrorCode.INVALID_LANGUAGE_FOR_UPDATE);
    }

    void afterDelete(Execution execution) {
        labels.removeRow(execution.work(), execution.table().logicalName(), execution.primaryId());
    }

    /// A row's own value is the text in the base language, so a user of another language would write it under a false name.
    private static void requireBaseLanguage(Execution execution, ErrorCode code) {
        int language = execution.format().languageCode();
        int base = execution.snapshot().settings().languageCode();
        if (language == base || !execution.snapshot().settings().languages().contains(language)) {
            return;
        }
        Entity target = execution.inputs().require("Target", Entity.class);
        List<String> written = execution.table().columns().stream().filter(Column::isLocalizable)
                .map(Column::logicalName).filter(target::contains).toList();
        if (!written.isEmpty()) {
            throw new ServiceException(code, "The columns '" + String.join("', '", written) + "' of '"
                    + execution.table().logicalName() + "' hold texts in the base language (" + base
                    + ") and cannot be written by a user whose language is " + language + "; use SetLocLabels.");
        }
    }
}
