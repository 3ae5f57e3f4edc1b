package dev.colonnade.engine.containment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Findings in the order in which they were made, each once. All are counted; of many only the first are kept. Used by one thread.
public final class Findings {

    /// Findings that are kept.
    static final int KEPT_MAX = 1_000;

    private final Set<Finding> kept = new LinkedHashSet<>();
    private int count;

    void add(Finding finding) {
        if (kept.size() >= KEPT_MAX || kept.add(finding)) {
            count++;
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /// How many were made, kept or not.
    public int count() {
        return count;
    }

    public List<Finding> kept() {
        return List.copyOf(kept);
    }

    /// The first findings, and how many more there are.
    ///
    /// @param most findings that are written out
    /// @param separator what stands between two
    public String text(int most, String separator) {
        String listed = kept.stream().limit(most).map(Finding::toString).collect(Collectors.joining(separator));
        int more = count - Math.min(most, kept.size());
        return more == 0 ? listed : listed + separator + "and " + more + " more";
    }
}
