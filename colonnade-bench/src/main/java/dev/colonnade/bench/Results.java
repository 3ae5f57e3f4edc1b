package dev.colonnade.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// What was measured, by the names of work and variant, round by round. Belongs to one thread.
final class Results {

    private static final int DIGITS = 3;

    private final List<Work> works = new ArrayList<>();
    private final Map<String, Map<String, List<Slice>>> slices = new LinkedHashMap<>();

    void add(Work work, Variant variant, Slice slice) {
        if (!works.contains(work)) {
            works.add(work);
        }
        slices.computeIfAbsent(work.name(), each -> new LinkedHashMap<>())
                .computeIfAbsent(variant.name(), each -> new ArrayList<>()).add(slice);
    }

    List<Work> works() {
        return List.copyOf(works);
    }

    List<Slice> all() {
        return slices.values().stream().flatMap(each -> each.values().stream()).flatMap(List::stream).toList();
    }

    boolean has(String work, String variant) {
        return !slices(work, variant).isEmpty();
    }

    private List<Slice> slices(String work, String variant) {
        return slices.getOrDefault(work, Map.of()).getOrDefault(variant, List.of());
    }

    double median(String work, String variant, ToDoubleFunction<Slice> value) {
        return Statistics.median(values(work, variant, value));
    }

    /// Requests a second of a variant against those of another one.
    Statistics.Ratio ratio(String work, String variant, String reference) {
        return ratio(work, variant, reference, slice -> slice.load().perSecond());
    }

    Statistics.Ratio ratio(String work, String variant, String reference, ToDoubleFunction<Slice> value) {
        return Statistics.ratio(values(work, variant, value), values(work, reference, value));
    }

    private List<Double> values(String work, String variant, ToDoubleFunction<Slice> value) {
        return slices(work, variant).stream().map(slice -> value.applyAsDouble(slice)).toList();
    }

    /// A percentile over all rounds, in milliseconds.
    double millis(String work, String variant, double percentile) {
        var all = new Histogram(DIGITS);
        slices(work, variant).forEach(slice -> all.add(slice.load().nanos()));
        return all.getValueAtPercentile(percentile) / 1e6;
    }

    long failures(String work, String variant) {
        return slices(work, variant).stream().mapToLong(slice -> slice.load().failures()).sum();
    }
}
