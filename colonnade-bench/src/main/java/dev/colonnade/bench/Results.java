package dev.colonnade.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// What was measured, by work and variant, round by round.
final class Results {

    private final Map<Work, Map<String, List<Slice>>> slices = new LinkedHashMap<>();

    void add(Work work, Variant variant, Slice slice) {
        slices.computeIfAbsent(work, each -> new LinkedHashMap<>())
                .computeIfAbsent(variant.name(), each -> new ArrayList<>()).add(slice);
    }

    Iterable<Work> works() {
        return slices.keySet();
    }

    boolean has(Work work, String variant) {
        return slices.getOrDefault(work, Map.of()).containsKey(variant);
    }

    List<Slice> slices(Work work, String variant) {
        return slices.getOrDefault(work, Map.of()).getOrDefault(variant, List.of());
    }

    double median(Work work, String variant, ToDoubleFunction<Slice> value) {
        return Statistics.median(values(work, variant, value));
    }

    /// Requests a second of a variant against those of another one.
    Statistics.Ratio ratio(Work work, String variant, String reference) {
        return ratio(work, variant, reference, slice -> slice.load().perSecond());
    }

    Statistics.Ratio ratio(Work work, String variant, String reference, ToDoubleFunction<Slice> value) {
        return Statistics.ratio(values(work, variant, value), values(work, reference, value));
    }

    private List<Double> values(Work work, String variant, ToDoubleFunction<Slice> value) {
        return slices(work, variant).stream().map(slice -> value.applyAsDouble(slice)).toList();
    }

    /// A percentile over all rounds, in milliseconds.
    double millis(Work work, String variant, double percentile) {
        var all = new Histogram(3);
        slices(work, variant).forEach(slice -> all.add(slice.load().nanos()));
        return all.getValueAtPercentile(percentile) / 1e6;
    }

    long failures(Work work, String variant) {
        return slices(work, variant).stream().mapToLong(slice -> slice.load().failures()).sum();
    }
}
