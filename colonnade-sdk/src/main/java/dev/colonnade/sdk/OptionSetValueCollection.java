package dev.colonnade.sdk;

import java.util.List;

/// The numbers that are selected in a choices (multi-select) column, in ascending order.
public record OptionSetValueCollection(List<OptionSetValue> values) {

    public OptionSetValueCollection {
        values = values.stream().sorted((a, b) -> Integer.compare(a.value(), b.value())).distinct().toList();
    }

    public static OptionSetValueCollection of(int... values) {
        return new OptionSetValueCollection(java.util.Arrays.stream(values).mapToObj(OptionSetValue::new).toList());
    }
}
