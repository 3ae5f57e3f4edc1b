package dev.colonnade.engine.message;

import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.BooleanManagedProperty;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The row that a `Create` or `Update` will leave behind, for rules that look at it before it is written: what the caller sets,
/// over what is stored, over the defaults of the columns. A value of another Java type than its column's counts as absent; the
/// main operation refuses it.
public final class TargetRow {

    private final Table table;
    private final Entity target;
    private final @Nullable Entity stored;

    private TargetRow(Table table, Entity target, @Nullable Entity stored) {
        this.table = table;
        this.target = target;
        this.stored = stored;
    }

    /// The row of a `Create`.
    public static TargetRow created(Execution execution) {
        return created(execution.table(), execution.inputs().require("Target", Entity.class));
    }

    static TargetRow created(Table table, Entity target) {
        return new TargetRow(table, target, null);
    }

    /// The row of an `Update`. Columns that an update cannot write keep their stored value.
    ///
    /// @param stored the row as it is now, with the columns that the rules look at
    public static TargetRow updated(Execution execution, Entity stored) {
        return new TargetRow(execution.table(), execution.inputs().require("Target", Entity.class), stored);
    }

    public Entity target() {
        return target;
    }

    /// Whether the caller sets a column.
    public boolean sets(String column) {
        return target.contains(column) && (stored == null || table.column(column).isValidForUpdate());
    }

    public boolean setsAny(Iterable<String> columns) {
        for (String column : columns) {
            if (sets(column)) {
                return true;
            }
        }
        return false;
    }

    /// A text; `null` when there is none or when it is blank.
    public @Nullable String text(String column) {
        return value(column) instanceof String text && !text.isBlank() ? text : null;
    }

    /// Whether a column has a value, be it an empty text.
    public boolean hasValue(String column) {
        return value(column) != null;
    }

    /// The number of a choice's option; `null` when there is none.
    public @Nullable Integer choice(String column) {
        return switch (value(column)) {
            case OptionSetValue option -> option.value();
            case Integer number -> number;
            case null, default -> null;
        };
    }

    public @Nullable Integer number(String column) {
        return value(column) instanceof Integer number ? number : null;
    }

    /// Whether a yes/no column is yes.
    public boolean flag(String column) {
        return switch (value(column)) {
            case Boolean flag -> flag;
            case BooleanManagedProperty property -> property.value();
            case null, default -> false;
        };
    }

    public @Nullable EntityReference reference(String column) {
        return value(column) instanceof EntityReference reference ? reference : null;
    }

    /// Id of the row that a lookup points to; `null` when there is none.
    public @Nullable UUID referencedId(String column) {
        EntityReference reference = reference(column);
        return reference == null ? null : reference.id();
    }

    /// Makes an empty text that the caller sets `null`: for columns where tools send one in place of nothing.
    public void blankToNull(String column) {
        if (target.get(column) instanceof String text && text.isBlank()) {
            target.set(column, null);
        }
    }

    private @Nullable Object value(String column) {
        Column definition = table.column(column);
        if (sets(column)) {
            return target.get(column);
        }
        if (stored != null) {
            return stored.get(column);
        }
        return definition.defaultValue();
    }
}
