package dev.colonnade.engine.message;

import dev.colonnade.engine.metadata.DefinitionJson;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.Table;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The messages that come with the server: those of its files, and those that tables name.
public final class StandardMessages {

    private static final int ALL_STEPS = 2;

    private StandardMessages() {}

    /// @param tables the organization's tables
    public static List<MessageDefinition> load(Collection<Table> tables) {
        Map<String, MessageDefinition> messages = new LinkedHashMap<>();
        for (String text : SystemDefinitions.messages()) {
            MessageDefinition message = DefinitionJson.read(text, MessageFile.class, "a message file").toDefinition();
            messages.put(message.name(), message);
        }
        for (Table table : tables) {
            for (String name : table.messages()) {
                messages.computeIfAbsent(name, StandardMessages::resourceMessage);
            }
        }
        return List.copyOf(messages.values());
    }

    /// Id of the `sdkmessage` row of a message that comes with the server: the same in every organization.
    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("message:" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDefinition resourceMessage(String name) {
        return new MessageDefinition(id(name), name, Binding.GLOBAL, null, false, false, false, null, ALL_STEPS,
                List.of(),
                List.of(), null, null);
    }

    /// The shape of a message's file.
    private record MessageFile(String name, @Nullable Binding binding, @Nullable String boundTable, boolean isFunction,
            boolean isPrivate, boolean isWebOperation, @Nullable List<Parameter> parameters,
            @Nullable List<Parameter> properties) {

        MessageDefinition toDefinition() {
            return new MessageDefinition(id(name), name, Objects.requireNonNullElse(binding, Binding.GLOBAL),
                    boundTable,
                    isFunction, isPrivate, isWebOperation, null, ALL_STEPS,
                    Objects.requireNonNullElse(parameters, List.of()),
                    Objects.requireNonNullElse(properties, List.of()),
                    null, null);
        }
    }
}
