package dev.colonnade.engine.customapi;

import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.TargetRow;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OptionSetValue;
import org.jspecify.annotations.Nullable;

/// What the rules look at in a row of `customapi`.
///
/// @param uniqueName `null` when it is missing
/// @param binding `null` when the number is no binding
/// @param boundTable logical name; `null` when there is none
/// @param isForWorkflows whether workflows may call it
record Api(@Nullable String uniqueName, @Nullable Binding binding, @Nullable String boundTable, boolean isFunction,
        boolean isForWorkflows, boolean isManaged) {

    static final String[] COLUMNS = {"uniquename", "bindingtype", "boundentitylogicalname", "isfunction",
            "workflowsdkstepenabled", "ismanaged"};

    static Api of(TargetRow row) {
        return new Api(row.text("uniquename"), binding(row.choice("bindingtype")), row.text("boundentitylogicalname"),
                row.flag("isfunction"), row.flag("workflowsdkstepenabled"), false);
    }

    /// A stored row, read with [#COLUMNS].
    static Api of(Entity row) {
        OptionSetValue bindingType = row.get("bindingtype", OptionSetValue.class);
        return new Api(row.get("uniquename", String.class), binding(bindingType == null ? 0 : bindingType.value()),
                row.get("boundentitylogicalname", String.class), isTrue(row, "isfunction"),
                isTrue(row, "workflowsdkstepenabled"), isTrue(row, "ismanaged"));
    }

    /// The same API for the server's own writes, which bring managed definitions in.
    Api unmanaged() {
        return new Api(uniqueName, binding, boundTable, isFunction, isForWorkflows, false);
    }

    /// The binding of a number; a missing one means global, `null` is for numbers that the choice lacks.
    static @Nullable Binding binding(@Nullable Integer bindingType) {
        return switch (bindingType) {
            case null -> Binding.GLOBAL;
            case 0 -> Binding.GLOBAL;
            case 1 -> Binding.ENTITY;
            case 2 -> Binding.ENTITY_COLLECTION;
            default -> null;
        };
    }

    private static boolean isTrue(Entity row, String column) {
        return Boolean.TRUE.equals(row.get(column));
    }
}
