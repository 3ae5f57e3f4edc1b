package dev.colonnade.engine.plugin;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.plugin.PluginRows.ImageRow;
import dev.colonnade.engine.query.QueryRunner;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.query.ColumnSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Images of rows for steps: as they were before the main operation, and as they are after it. Source:
/// reference/event-framework.md, "Entity images".
final class StepImages {

    private static final int PRE = 0;
    private static final int POST = 1;
    private static final int BOTH = 2;
    private static final int MAIN_STAGE = 30;
    private static final int JUST_BEFORE_MAIN = 25;

    private final QueryRunner queries = new QueryRunner();

    /// Rows before the main operation, by alias, for a step that runs now.
    Map<String, Entity> before(Execution execution, UUID stepId, List<ImageRow> images) {
        if (execution.stage() > MAIN_STAGE) {
            return execution.keptImages().getOrDefault(stepId, Map.of());
        }
        return read(execution, images.stream().filter(StepImages::isPre).toList());
    }

    /// Rows after the main operation, by alias, for a step that runs now.
    Map<String, Entity> after(Execution execution, List<ImageRow> images) {
        return execution.stage() > MAIN_STAGE
                ? read(execution, images.stream().filter(StepImages::isPost).toList())
                : Map.of();
    }

    /// The step of the server's own that reads, just before the main operation, what a step of stage 40 wants to know of the
    /// row as it was; `null` when that wants nothing.
    @Nullable
    Step keeper(Step step, List<ImageRow> images) {
        List<ImageRow> pre = images.stream().filter(StepImages::isPre).toList();
        if (step.stage() <= MAIN_STAGE || pre.isEmpty()) {
            return null;
        }
        return Step.rule("Pre images of " + step.id(), step.message(), step.table(), JUST_BEFORE_MAIN,
                execution -> execution.keptImages().put(step.id(), read(execution, pre)));
    }

    private Map<String, Entity> read(Execution execution, List<ImageRow> images) {
        Table table = execution.findTable();
        if (images.isEmpty() || table == null || execution.primaryId().equals(new UUID(0, 0))) {
            return Map.of();
        }
        var rows = new LinkedHashMap<String, Entity>();
        for (ImageRow image : images) {
            Entity row = queries.retrieve(table, execution.primaryId(), columns(table, image), List.of(),
                    execution.systemScope());
            if (row != null) {
                rows.put(image.alias(), row);
            }
        }
        return rows;
    }

    /// Columns that the table has lost since the image was registered are left out.
    private static ColumnSet columns(Table table, ImageRow image) {
        if (image.attributes() == null || image.attributes().isBlank()) {
            return ColumnSet.all();
        }
        var columns = new ArrayList<String>();
        for (String name : List.of(image.attributes().split(","))) {
            if (table.hasColumn(name.strip())) {
                columns.add(name.strip());
            }
        }
        return new ColumnSet(false, columns);
    }

    private static boolean isPre(ImageRow image) {
        return image.type() == PRE || image.type() == BOTH;
    }

    private static boolean isPost(ImageRow image) {
        return image.type() == POST || image.type() == BOTH;
    }
}
