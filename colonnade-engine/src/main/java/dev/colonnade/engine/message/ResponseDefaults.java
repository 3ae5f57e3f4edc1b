package dev.colonnade.engine.message;

import dev.colonnade.sdk.ParameterCollection;

/// Response properties that nothing set have the default value of their type. Source: reference/custom-api.md, "The 13 types".
final class ResponseDefaults {

    private ResponseDefaults() {}

    static void fill(MessageDefinition message, ParameterCollection outputs) {
        for (Parameter property : message.properties()) {
            if (!outputs.contains(property.name())) {
                outputs.set(property.name(), property.type().defaultValue());
            }
        }
    }
}
