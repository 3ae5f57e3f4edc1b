package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import org.jspecify.annotations.Nullable;

/// The names that tables, columns and operations have in the Web API's entity model.
final class EdmNames {

    /// Namespace of every type and operation, with its dot.
    static final String NAMESPACE = "Microsoft.Dynamics.CRM.";
    static final String EXPANDO = "expando";
    static final String BASE_ENTITY = "crmbaseentity";

    private static final String LOOKUP_PREFIX = "_";
    private static final String LOOKUP_SUFFIX = "_value";

    private EdmNames() {}

    static String typeName(Table table) {
        return NAMESPACE + table.logicalName();
    }

    /// Name of the property of a column: lookups are `_x_value`.
    static String property(Column column) {
        return column.type().isLookup() ? LOOKUP_PREFIX + column.logicalName() + LOOKUP_SUFFIX : column.logicalName();
    }

    /// Whether clients can read a column as a property.
    static boolean isReadable(Column column) {
        return column.isODataProperty() && column.isValidForRead();
    }

    /// The column of a property that can be read; `null` when there is none. The name of a lookup alone is none.
    static @Nullable Column findColumn(Table table, String property) {
        Column column = table.findColumn(property);
        if (column != null) {
            return isReadable(column) && !column.type().isLookup() ? column : null;
        }
        if (property.startsWith(LOOKUP_PREFIX) && property.endsWith(LOOKUP_SUFFIX)
                && property.length() > LOOKUP_PREFIX.length() + LOOKUP_SUFFIX.length()) {
            column = table.findColumn(property.substring(LOOKUP_PREFIX.length(),
                    property.length() - LOOKUP_SUFFIX.length()));
            return column != null && column.type().isLookup() && isReadable(column) ? column : null;
        }
        return null;
    }

    /// The column of a property.
    ///
    /// @throws ServiceException [ErrorCode#ODATA] when the table has none
    static Column requireColumn(Table table, String property) {
        Column column = findColumn(table, property);
        if (column == null) {
            throw unknownProperty(table, property);
        }
        return column;
    }

    static ServiceException unknownProperty(Table table, String property) {
        return new ServiceException(ErrorCode.ODATA,
                "Could not find a property named '" + property + "' on type '" + typeName(table) + "'.");
    }

    /// Whether rows of the table are owners, whose key in the entity model is `ownerid`.
    static boolean isPrincipal(Table table) {
        return table.logicalName().equals("systemuser") || table.logicalName().equals("team");
    }

    /// The table name in a type annotation, with or without `#` and `Edm.`; no namespace stays as it is.
    static String localName(String typeAnnotation) {
        String name = typeAnnotation.startsWith("#") ? typeAnnotation.substring(1) : typeAnnotation;
        if (name.startsWith(NAMESPACE)) {
            return name.substring(NAMESPACE.length());
        }
        return name.startsWith("Edm.") ? name.substring("Edm.".length()) : name;
    }
}
