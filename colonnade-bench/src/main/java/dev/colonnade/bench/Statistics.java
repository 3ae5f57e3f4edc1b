package dev.colonnade.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Numbers that come from several rounds.
final class Statistics {

    private Statistics() {}

    /// A ratio of two variants: the median of the ratios within each round, and the lowest and the highest of them. What the
    /// machine does to both in the same round falls out of it.
    record Ratio(double median, double lowest, double highest) {}

    /// @throws IllegalArgumentException when there is none
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("There is no median of nothing.");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// @param values values of a variant, by round
    /// @param reference values of the variant that it is compared to, by round
    /// @throws IllegalArgumentException when the rounds are not the same or there is none
    static Ratio ratio(List<Double> values, List<Double> reference) {
        if (values.size() != reference.size()) {
            throw new IllegalArgumentException("Only variants of the same rounds can be compared: " + values.size()
                    + " and " + reference.size() + ".");
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / reference.get(round));
        }
        double median = median(ratios);
        return new Ratio(median, ratios.stream().mapToDouble(Double::doubleValue).min().orElse(median), ratios.stream()
                .mapToDouble(Double::doubleValue).max().orElse(median));
    }
}
