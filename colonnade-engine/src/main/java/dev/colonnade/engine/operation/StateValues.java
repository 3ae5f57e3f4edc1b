package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.StateDefinition;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.OptionSetValue;
import java.util.Objects;

/// State and status of a row, which always belong together. Source: reference/tables-and-metadata.md, "State and status".
final class StateValues {

    private StateValues() {}

    /// A row is created in the first state. Source: reference/tables-and-metadata.md, "State and status".
    static void onCreate(RowValues values) {
        Table table = values.table();
        if (!table.hasState() || table.states().isEmpty()) {
            return;
        }
        StateDefinition state = table.states().iterator().next();
        values.setIfAbsent("statecode", new OptionSetValue(state.value()));
        StateDefinition chosen = stateOf(table, Objects.requireNonNull((OptionSetValue) values.get("statecode")));
        if (values.get("statuscode") == null) {
            values.set("statuscode", new OptionSetValue(chosen.defaultStatus()));
        } else {
            requireMatch(table, chosen, Objects.requireNonNull((OptionSetValue) values.get("statuscode")));
        }
    }

    /// A state alone brings its default status, a status alone its state; together they must match.
    static void onUpdate(RowValues values) {
        Table table = values.table();
        if (!table.hasState()) {
            return;
        }
        OptionSetValue state = (OptionSetValue) values.get("statecode");
        OptionSetValue status = (OptionSetValue) values.get("statuscode");
        if (state != null && status == null) {
            values.set("statuscode", new OptionSetValue(stateOf(table, state).defaultStatus()));
        } else if (state == null && status != null) {
            StateDefinition found = table.findStateOfStatus(status.value());
            if (found == null) {
                throw invalidPair(table, "status " + status.value() + " belongs to no state");
            }
            values.set("statecode", new OptionSetValue(found.value()));
        } else if (state != null && status != null) {
            requireMatch(table, stateOf(table, state), status);
        }
    }

    private static StateDefinition stateOf(Table table, OptionSetValue state) {
        StateDefinition found = table.findState(state.value());
        if (found == null) {
            throw invalidPair(table, "there is no state " + state.value());
        }
        return found;
    }

    private static void requireMatch(Table table, StateDefinition state, OptionSetValue status) {
        if (state.statuses().stream().noneMatch(option -> option.value() == status.value())) {
            throw invalidPair(table, status.value() + " is not a valid status code for state code " + state.value());
        }
    }

    private static ServiceException invalidPair(Table table, String why) {
        return new ServiceException(ErrorCode.INVALID_STATE_CODE_STATUS_CODE,
                "State code is invalid or state code is valid but status code is invalid for a specified state code: on '"
                        + table.logicalName() + "' " + why + ".");
    }
}
