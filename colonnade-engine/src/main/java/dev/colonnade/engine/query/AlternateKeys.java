package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.KeyDefinition;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds rows by alternate keys. Source: reference/web-api.md, "Addressing records"
final class AlternateKeys {

    private static final String VALUE_PREFIX = "_";
    private static final String VALUE_SUFFIX = "_value";

    private AlternateKeys() {}

    /// The query for the row with these values; lookups may be named `x` or `_x_value`.
    ///
    /// @throws ServiceException [ErrorCode#ENTITY_KEY_NOT_DEFINED] when the columns are not exactly those of a key
    static QueryExpression query(Table table, Map<String, @Nullable Object> keyAttributes) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        keyAttributes.forEach((name, value) -> values.put(columnName(table, name), value));
        if (!isKey(table, values.keySet())) {
            throw new ServiceException(ErrorCode.ENTITY_KEY_NOT_DEFINED, "The columns "
                    + String.join(", ", keyAttributes.keySet()) + " are not a key of the table '"
                    + table.logicalName() + "'.");
        }
        var query = new QueryExpression(table.logicalName()).columnSet(ColumnSet.of());
        values.forEach((name, value) -> query.criteria().add(value == null
                ? new ConditionExpression(name, ConditionOperator.NULL)
                : new ConditionExpression(name, ConditionOperator.EQUAL, value)));
        return query;
    }

    private static String columnName(Table table, String name) {
        boolean isValueName = name.startsWith(VALUE_PREFIX) && name.endsWith(VALUE_SUFFIX)
                && name.length() > VALUE_PREFIX.length() + VALUE_SUFFIX.length();
        if (!isValueName) {
            return name;
        }
        String plain = name.substring(VALUE_PREFIX.length(), name.length() - VALUE_SUFFIX.length());
        Column column = table.findColumn(plain);
        return column != null && column.type().isLookup() ? plain : name;
    }

    private static boolean isKey(Table table, Set<String> columns) {
        if (columns.equals(Set.of(table.primaryId()))) {
            return true;
        }
        for (KeyDefinition key : table.keys()) {
            if (columns.equals(Set.copyOf(key.columns()))) {
                return true;
            }
        }
        return false;
    }
}
