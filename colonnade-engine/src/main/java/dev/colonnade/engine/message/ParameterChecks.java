package dev.colonnade.engine.message;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.ParameterCollection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks the parameters of a call of a custom API: each is declared, each required one is there, each has its type.
final class ParameterChecks {

    /// Parameters of the platform that may ride along in any request. Source: reference/sdk-and-soap.md, "Optional
    /// parameters".
    private static final Set<String> OPTIONAL_PLATFORM_PARAMETERS = Set.of("SolutionUniqueName",
            "BypassBusinessLogicExecution",
            "BypassBusinessLogicExecutionStepIds", "BypassCustomPluginExecution", "SuppressDuplicateDetection",
            "SuppressCallbackRegistrationExpanderJob", "CalculateMatchCodeSynchronously", "PerformParentingChecks",
            "ReturnRowVersion", "tag");

    private ParameterChecks() {}

    static void check(MessageDefinition message, ParameterCollection given, MetadataSnapshot metadata) {
        for (String name : given.names()) {
            Object value = given.get(name);
            if (name.equals("Target") && message.binding() != Binding.GLOBAL && message.findParameter(name) == null) {
                requireTarget(message, value);
            } else {
                checkOne(message, name, value, metadata);
            }
        }
        for (Parameter parameter : message.parameters()) {
            if (!parameter.isOptional() && given.get(parameter.name()) == null) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                        "Required field '" + parameter.name() + "' is missing for the message '" + message.name()
                                + "'.");
            }
        }
        if (message.binding() == Binding.ENTITY && given.get("Target") == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                    "Required field 'Target' is missing for the message '" + message.name() + "'.");
        }
    }

    private static void requireTarget(MessageDefinition message, @Nullable Object value) {
        if (message.binding() == Binding.ENTITY && !(value instanceof EntityReference reference
                && reference.logicalName().equals(message.boundTable()))) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The parameter 'Target' of '" + message.name()
                    + "' must be a reference to a row of '" + message.boundTable() + "'.");
        }
    }

    private static void checkOne(MessageDefinition message, String name, @Nullable Object value,
            MetadataSnapshot metadata) {
        Parameter parameter = message.findParameter(name);
        if (parameter == null) {
            if (OPTIONAL_PLATFORM_PARAMETERS.contains(name)) {
                return;
            }
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, "The parameter '" + name
                    + "' in the request payload is not a valid parameter for the operation '" + message.name() + "'.");
        }
        if (value != null && !fits(parameter, value, metadata)) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The parameter '" + name + "' of '" + message.name()
                    + "' takes " + parameter.type() + ", not " + value.getClass().getSimpleName() + ".");
        }
    }

    /// Whether a value has the Java type of a parameter or property.
    static boolean fits(Parameter parameter, Object value, MetadataSnapshot metadata) {
        return switch (parameter.type()) {
            case BOOLEAN -> value instanceof Boolean;
            case DATE_TIME -> value instanceof Instant;
            case DECIMAL -> value instanceof BigDecimal;
            case ENTITY -> value instanceof Entity entity
                    && (parameter.entityName() == null || entity.logicalName().equals(parameter.entityName()));
            case ENTITY_COLLECTION -> value instanceof EntityCollection;
            case ENTITY_REFERENCE -> value instanceof EntityReference reference
                    && (parameter.entityName() == null
                            ? metadata.findTable(reference.logicalName()) != null
                            : reference.logicalName().equals(parameter.entityName()));
            case FLOAT -> value instanceof Double;
            case INTEGER -> value instanceof Integer;
            case MONEY -> value instanceof Money;
            case PICKLIST -> value instanceof OptionSetValue;
            case STRING -> value instanceof String;
            case STRING_ARRAY -> value instanceof String[];
            case GUID -> value instanceof UUID;
            case GUID_ARRAY -> value instanceof UUID[];
            case LABEL, LOCALIZED_LABELS, RECORD_COUNTS, INTERNAL -> true;
        };
    }
}
