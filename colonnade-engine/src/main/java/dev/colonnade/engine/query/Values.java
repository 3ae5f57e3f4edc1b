package dev.colonnade.engine.query;

import java.util.ArrayList;
import java.util.List;

/// The values of a plan, gathered while it is made.
final class Values {

    private final List<Object> values = new ArrayList<>();

    Slot add(ValueType type, Object value) {
        values.add(value);
        return new Slot(values.size() - 1, type, false);
    }

    Slot addList(ValueType type, Object[] list) {
        values.add(list);
        return new Slot(values.size() - 1, type, true);
    }

    Slot addNumber(int number) {
        return add(ValueType.INTEGER, number);
    }

    List<Object> list() {
        return List.copyOf(values);
    }
}
