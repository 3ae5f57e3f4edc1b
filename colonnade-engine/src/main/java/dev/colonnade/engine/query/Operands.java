package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.ChoiceDefinition;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.OptionDefinition;
import dev.colonnade.engine.metadata.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the columns that conditions and orders name: those of one table, and by their alias those of linked tables.
final class Operands {

    private final QueryScope scope;
    private final Lookups lookups;
    private final Place own;
    private final Map<String, Place> linked;

    Operands(QueryScope scope, Lookups lookups, Place own, Map<String, Place> linked) {
        this.scope = scope;
        this.lookups = lookups;
        this.own = own;
        this.linked = linked;
    }

    Place own() {
        return own;
    }

    Map<String, Place> linked() {
        return linked;
    }

    /// @param entityName alias of a linked table; `null` or empty for the own table
    /// @throws ServiceException when there is no such alias or column, or the column holds nothing to compare
    Found find(@Nullable String entityName, String attribute) {
        Place place = entityName == null || entityName.isEmpty() ? own : linked.get(entityName);
        if (place == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ALIAS_DOES_NOT_EXIST,
                    "The query joins no table under the alias '" + entityName
                            + "' that the column '" + attribute + "' could belong to.");
        }
        Column column = require(place.table, attribute);
        Operand operand = operand(place, column);
        if (operand == null) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The column '" + attribute + "' of '"
                    + place.table.logicalName() + "' of type " + column.type().wireName()
                    + " cannot be used in conditions and orders.");
        }
        return new Found(column, operand);
    }

    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_NO_ATTRIBUTE] when the table has no such column
    static Column require(Table table, String attribute) {
        Column column = table.findColumn(attribute);
        if (column == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_NO_ATTRIBUTE, "'" + table.logicalName()
                    + "' entity doesn't contain attribute with Name = '" + attribute
                    + "' and NameMapping = 'Logical'.");
        }
        return column;
    }

    private @Nullable Operand operand(Place place, Column column) {
        if (column.isStored()) {
            return new Operand.ColumnOf(place.alias, column);
        }
        String of = column.attributeOf();
        Column base = of == null ? null : place.table.findColumn(of);
        if (base == null) {
            return null;
        }
        return base.type().isLookup() ? lookups.nameOf(place.alias, base) : label(place, base);
    }

    private @Nullable Operand label(Place place, Column column) {
        ChoiceDefinition choice = column.choice();
        if (choice == null || column.type() == ColumnType.MULTI_SELECT_PICKLIST) {
            return null;
        }
        ReadFormat format = scope.format();
        var labels = new LinkedHashMap<Integer, String>();
        for (OptionDefinition option : choice.options()) {
            labels.put(option.value(), option.label().text(format.languageCode(), format.baseLanguageCode()));
        }
        return new Operand.LabelOf(place.alias, column, labels);
    }

    /// A table's place in a statement.
    record Place(Table table, String alias) {}

    record Found(Column column, Operand operand) {}
}
