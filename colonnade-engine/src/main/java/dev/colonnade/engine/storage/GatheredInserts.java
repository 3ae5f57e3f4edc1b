package dev.colonnade.engine.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inserts that wait to be sent together, in their order: a row may point to one before it. Rows of one text that follow each
/// other are one batch.
final class GatheredInserts {

    /// Rows that wait at most, so that a large message does not pile up twice.
    private static final int ROWS_MAX = 1_000;

    private List<Run> runs = new ArrayList<>();
    private int rows;

    /// Rows of one text.
    record Run(String text, List<List<@Nullable Object>> rows) {}

    void add(Statement insert) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        if (last == null || !last.text().equals(insert.text())) {
            last = new Run(insert.text(), new ArrayList<>());
            runs.add(last);
        }
        last.rows().add(insert.values());
        rows++;
    }

    boolean isFull() {
        return rows >= ROWS_MAX;
    }

    /// What waits, which then waits no longer.
    List<Run> take() {
        List<Run> taken = runs;
        runs = new ArrayList<>();
        rows = 0;
        return taken;
    }
}
