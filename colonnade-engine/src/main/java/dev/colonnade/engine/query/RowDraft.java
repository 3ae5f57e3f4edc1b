package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.RowPlan.Content;
import dev.colonnade.sdk.query.AttributeExpression;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.RowAggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A [RowPlan] in the making: which columns of a table are read, and what must be read for their display.
final class RowDraft {

    private static final String CURRENCY = "transactioncurrencyid";

    private final QueryPlanner planner;
    private final FieldList fields;
    private final Table table;
    private final String alias;
    private final Map<String, RowPlan.Output> outputs = new LinkedHashMap<>();
    private final List<RowPlan.One> ones = new ArrayList<>();
    private final List<RowPlan.Many> many = new ArrayList<>();
    private int key = -1;
    private int version = -1;

    RowDraft(QueryPlanner planner, FieldList fields, Operands.Place place) {
        this.planner = planner;
        this.fields = fields;
        this.table = place.table();
        this.alias = place.alias();
    }

    /// The key and the version, which every row has.
    void identity() {
        key = field(table.column(table.primaryId()));
        Column versionNumber = table.findColumn("versionnumber");
        version = versionNumber == null ? -1 : field(versionNumber);
    }

    /// @param prefix alias that the names begin with; `null` for the row's own columns
    void columns(ColumnSet columns, @Nullable String prefix) {
        if (columns.allColumns()) {
            table.storedColumns().stream().filter(SelectDraft::isAmongAll).forEach(column -> add(column, prefix));
            columns.attributeExpressions().forEach(this::add);
            return;
        }
        for (String name : columns.columns()) {
            Column column = Operands.require(table, name);
            add(column, prefix);
            if (column.type() == ColumnType.MONEY && prefix == null && table.hasColumn(CURRENCY)) {
                add(table.column(CURRENCY), null);
            }
        }
        columns.attributeExpressions().forEach(this::add);
        if (key >= 0) {
            add(table.column(table.primaryId()), prefix);
        }
    }

    private void add(AttributeExpression expression) {
        Column column = Operands.require(table, expression.attributeName());
        var source = new RowPlan.Source(table.logicalName(), column.logicalName());
        put(new RowPlan.Output(expression.alias(), source,
                expression.rowAggregate() == RowAggregate.NONE ? content(column) : children(expression)));
    }

    private Content children(AttributeExpression expression) {
        Column parent = PrincipalConditions.parent(table);
        if (parent == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_AGGREGATE, "The rows of '"
                    + table.logicalName() + "' have no hierarchy in which the column '" + expression.attributeName()
                    + "' could count the rows below.");
        }
        String rows = planner.nextAlias();
        planner.secure(table, rows);
        return new Content.Whole(fields.add(new Operand.ChildrenOf(
                new Operand.ColumnOf(alias, table.column(table.primaryId())), table, rows, parent)));
    }

    private void put(RowPlan.Output output) {
        if (outputs.putIfAbsent(output.key(), output) != null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_DUPLICATE_ALIAS,
                    "The query returns two columns under the name '" + output.key() + "'.");
        }
    }

    /// The columns of a linked table, put into the row that it is linked to.
    void linkedColumns(ColumnSet columns, String prefix, RowDraft into) {
        columns(columns, prefix);
        outputs.values().forEach(into::put);
    }

    private void add(Column column, @Nullable String prefix) {
        String name = prefix == null ? column.logicalName() : prefix + "." + column.logicalName();
        RowPlan.Source source = prefix == null
                ? null
                : new RowPlan.Source(table.logicalName(), column.logicalName());
        if (!outputs.containsKey(name)) {
            outputs.put(name, new RowPlan.Output(name, source, content(column)));
        }
    }

    private Content content(Column column) {
        if (!column.isValidForRead()) {
            return new Content.Absent();
        }
        if (!column.isStored()) {
            return companion(column);
        }
        if (column.type().isLookup()) {
            return reference(column);
        }
        return new Content.Value(column, field(column), currency(column));
    }

    private Content companion(Column column) {
        Column base = column.attributeOf() == null
                ? null
                : table.findColumn(Objects.requireNonNull(column.attributeOf()));
        if (base == null || !base.isStored() || !base.isValidForRead()) {
            return new Content.Absent();
        }
        if (base.type().isLookup()) {
            Operand name = planner.lookups.nameOf(alias, base);
            return name == null ? new Content.Absent() : new Content.Text(fields.add(name));
        }
        return base.choice() == null ? new Content.Absent() : new Content.Label(base, field(base));
    }

    private Content reference(Column column) {
        Operand type = planner.lookups.typeOf(alias, column);
        Operand name = planner.scope.format().formattedValues() ? planner.lookups.nameOf(alias, column) : null;
        return new Content.Reference(column, field(column), type == null ? -1 : fields.add(type),
                name == null ? -1 : fields.add(name));
    }

    /// The currency is read along with an amount where amounts are displayed.
    private int currency(Column column) {
        boolean isInRowCurrency = column.type() == ColumnType.MONEY && !column.computed().containsKey("baseOf");
        Column currency = isInRowCurrency && planner.scope.format().formattedValues()
                ? table.findColumn(CURRENCY)
                : null;
        return currency == null ? -1 : field(currency);
    }

    private int field(Column column) {
        return fields.add(new Operand.ColumnOf(alias, column));
    }

    void add(RowPlan.One one) {
        ones.add(one);
    }

    void add(RowPlan.Many rows) {
        many.add(rows);
    }

    RowPlan plan() {
        return new RowPlan(table, key, version, List.copyOf(outputs.values()), ones, many);
    }
}
