package dev.colonnade.engine.message;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that can be called by name, built in or defined by a custom API. Immutable.
///
/// @param id id of its `sdkmessage` row
/// @param boundTable logical name of the table it is bound to; `null` when global
/// @param isFunction whether the Web API calls it by GET
/// @param isPrivate whether it is left out of `$metadata`
/// @param isWebOperation whether the Web API offers it as a function or action; the messages behind resources (`Create`,
///        `Retrieve`, …) are not
/// @param executePrivilege name of the privilege that a caller must hold; `null` for none
/// @param allowedSteps which steps others may register: 0 none, 1 asynchronous, 2 all
/// @param parameters request parameters in declaration order, without the automatic `Target`
/// @param properties response properties in declaration order
/// @param customApiId the custom API that defines it; `null` for a standard message
/// @param pluginTypeId plug-in type of a custom API's main operation; `null` for none
public record MessageDefinition(UUID id, String name, Binding binding, @Nullable String boundTable, boolean isFunction,
        boolean isPrivate, boolean isWebOperation, @Nullable String executePrivilege, int allowedSteps,
        List<Parameter> parameters, List<Parameter> properties, @Nullable UUID customApiId,
        @Nullable UUID pluginTypeId) {

    public MessageDefinition {
        parameters = List.copyOf(parameters);
        properties = List.copyOf(properties);
    }

    public boolean isCustomApi() {
        return customApiId != null;
    }

    public @Nullable Parameter findParameter(String parameterName) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(parameterName)) {
                return parameter;
            }
        }
        return null;
    }

    public @Nullable Parameter findProperty(String propertyName) {
        for (Parameter property : properties) {
            if (property.name().equals(propertyName)) {
                return property;
            }
        }
        return null;
    }

    /// Whether the Web API can call it: a function without response property is no function.
    public boolean isCallable() {
        return isWebOperation && !(isFunction && properties.isEmpty());
    }
}
