package dev.colonnade.engine.storage;

import java.math.BigDecimal;

/// Numbers as JSON readers give them.
final class JsonValues {

    private JsonValues() {}

    static BigDecimal number(Object json) {
        return json instanceof BigDecimal number ? number : new BigDecimal(json.toString());
    }
}
