package dev.colonnade.testkit.customapi;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Answers each parameter by the property of its name, and tells in the property `Seen` what it saw, Java types included.
public final class Echo implements Plugin {

    @Override
    public void execute(PluginContext context) {
        for (Map.Entry<String, @Nullable Object> input : context.inputParameters().asMap().entrySet()) {
            if (!input.getKey().equals("Target")) {
                context.output(input.getKey(), input.getValue());
            }
        }
        context.output("Seen", members(context.inputParameters().asMap()));
    }

    /// Members by name, e.g. `{Count=Integer 7, Text=String a}`.
    private static String members(Map<String, @Nullable Object> values) {
        var shown = new TreeMap<String, String>();
        values.forEach((name, value) -> shown.put(name, show(value)));
        return shown.toString();
    }

    private static String show(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Entity row -> "Entity " + row.logicalName() + (row.id() == null ? "" : "(" + row.id() + ")")
                    + members(row.attributes());
            case EntityCollection rows -> "EntityCollection " + rows.entities().stream().map(Echo::show).toList();
            case EntityReference row -> "EntityReference " + row.logicalName() + " " + row.id();
            case Object[] array -> value.getClass().getSimpleName() + " " + Arrays.asList(array);
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}
