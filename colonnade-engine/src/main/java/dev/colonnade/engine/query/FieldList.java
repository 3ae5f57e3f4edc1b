package dev.colonnade.engine.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields of a select in their order; each operand stands there once.
final class FieldList {

    private final Map<Operand, Integer> positions = new LinkedHashMap<>();

    /// The position of the operand, from 0.
    int add(Operand operand) {
        return positions.computeIfAbsent(operand, key -> positions.size());
    }

    List<Operand> operands() {
        return new ArrayList<>(positions.keySet());
    }
}
