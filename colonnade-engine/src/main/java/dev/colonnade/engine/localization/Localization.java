package dev.colonnade.engine.localization;

import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.QueryRunner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Labels of rows: their messages, and the rules of the tables that have localizable columns.
public final class Localization {

    private static final int AFTER_PRIVILEGES = 15;
    private static final int AFTER = 35;

    private final Map<String, Operation> operations;
    private final LabelRules rules;

    public Localization(QueryRunner queries, LabelStore labels) {
        var rows = new LabelledRows(queries);
        this.operations = Map.of("SetLocLabels", new SetLocLabels(rows, labels), "RetrieveLocLabels",
                new RetrieveLocLabels(rows, labels));
        this.rules = new LabelRules(labels);
    }

    /// Main operations of `SetLocLabels` and `RetrieveLocLabels`.
    public Map<String, Operation> operations() {
        return operations;
    }

    /// Rules for the tables with localizable columns; other tables pay nothing.
    public List<Step> rules(MetadataSnapshot metadata) {
        return metadata.tables().stream().filter(table -> table.columns().stream().anyMatch(Column::isLocalizable))
                .flatMap(this::rules).toList();
    }

    private Stream<Step> rules(Table table) {
        String name = table.logicalName();
        return Stream.of(Step.rule("language of labels", "Create", name, AFTER_PRIVILEGES, rules::beforeCreate),
                Step.rule("language of labels", "Update", name, AFTER_PRIVILEGES, rules::beforeUpdate),
                Step.rule("labels of a deleted row", "Delete", name, AFTER, rules::afterDelete));
    }
}
