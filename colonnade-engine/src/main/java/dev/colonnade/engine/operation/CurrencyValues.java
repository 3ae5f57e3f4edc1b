package dev.colonnade.engine.operation;

import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Currency and exchange rate of a row, and its amounts in the base currency. Source: reference/tables-and-metadata.md, "Money
/// and currency".
final class CurrencyValues {

    private static final int BASE_DIGITS = 4;

    private CurrencyValues() {}

    static void onCreate(Execution execution, RowValues values) {
        Table table = values.table();
        if (!table.hasColumn("transactioncurrencyid") || !table.hasColumn("exchangerate")
                || !hasComputed(table, "baseOf")) {
            return;
        }
        OrganizationSettings settings = execution.snapshot().settings();
        if (values.get("transactioncurrencyid") == null && settings.baseCurrencyId() != null && hasMoney(values)) {
            values.set("transactioncurrencyid", new EntityReference("transactioncurrency", settings.baseCurrencyId()));
        }
        EntityReference currency = (EntityReference) values.get("transactioncurrencyid");
        if (currency != null) {
            BigDecimal rate = rate(settings, currency);
            values.set("exchangerate", rate);
            for (Column column : table.computedColumns()) {
                if (column.computed().get("baseOf") instanceof String source
                        && values.get(source) instanceof Money money) {
                    values.set(column.logicalName(),
                            new Money(money.value().divide(rate, BASE_DIGITS, RoundingMode.HALF_UP)));
                }
            }
        }
    }

    static void onUpdate(Execution execution, RowValues values) {
        Table table = values.table();
        if (!hasComputed(table, "baseOf") || !table.hasColumn("exchangerate")) {
            return;
        }
        OrganizationSettings settings = execution.snapshot().settings();
        EntityReference currency = (EntityReference) values.get("transactioncurrencyid");
        Field<BigDecimal> rate;
        if (currency != null) {
            BigDecimal newRate = rate(settings, currency);
            values.set("exchangerate", newRate);
            rate = DSL.val(newRate);
        } else {
            rate = DSL.coalesce(values.field("exchangerate").coerce(SQLDataType.NUMERIC), DSL.val(BigDecimal.ONE));
        }
        boolean hasMoney = hasMoney(values);
        if (hasMoney && currency == null && settings.baseCurrencyId() != null) {
            values.setExpression("transactioncurrencyid", DSL.coalesce(
                    values.field("transactioncurrencyid").coerce(SQLDataType.UUID),
                    DSL.val(settings.baseCurrencyId())));
            values.setExpression("exchangerate", rate);
        }
        if (!hasMoney && currency == null) {
            return;
        }
        for (Column column : table.computedColumns()) {
            if (column.computed().get("baseOf") instanceof String source && (currency != null || values.has(source))) {
                values.setExpression(column.logicalName(), DSL.round(
                        values.resulting(source).cast(SQLDataType.NUMERIC).divide(rate), BASE_DIGITS));
            }
        }
    }

    private static BigDecimal rate(OrganizationSettings settings, EntityReference currency) {
        OrganizationSettings.Currency known = settings.currencies().get(currency.requireId());
        return known == null ? BigDecimal.ONE : known.exchangeRate();
    }

    private static boolean hasMoney(RowValues values) {
        return values.table().storedColumns().stream()
                .anyMatch(column -> values.get(column.logicalName()) instanceof Money);
    }

    private static boolean hasComputed(Table table, String kind) {
        List<Column> computed = table.computedColumns();
        return !computed.isEmpty() && computed.stream().anyMatch(column -> column.computed().containsKey(kind));
    }
}
