package dev.colonnade.engine.organization;

import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reads the organization's row and what is held in memory with it.
final class SettingsLoader {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    private SettingsLoader() {}

    static OrganizationSettings load(UnitOfWork work) {
        Set<Integer> languages = new HashSet<>(work.list(
                Statement.of(SQL.select(field("localeid")).from(table("languagelocale"))), row -> row.getInt(1)));
        Map<UUID, OrganizationSettings.Currency> currencies = currencies(work);
        Set<String> prefixes = new HashSet<>();
        work.list(Statement.of(SQL.select(field("customizationprefix")).from(table("publisher"))),
                row -> prefixes.add(row.getString(1).toLowerCase(Locale.ROOT)));
        UUID defaultSolution = work.first(Statement.of(SQL.select(field("solutionid")).from(table("solution"))
                .where(DSL.field(DSL.name("uniquename"), String.class).eq(Installer.DEFAULT_SOLUTION))),
                row -> row.getObject(1, UUID.class));
        return Objects.requireNonNull(work.first(Statement.of(SQL.select(field("organizationid"), field("name"),
                field("languagecode"), field("basecurrencyid"), field("plugintracelogsetting"))
                .from(table("organization"))),
                row -> settings(row.getObject(1, UUID.class), row.getString(2), row.getInt(3), languages,
                        row.getObject(4, UUID.class), currencies, row.getInt(5), prefixes, defaultSolution)),
                "the organization's row");
    }

    private static OrganizationSettings settings(UUID id, String name, int languageCode, Set<Integer> languages,
            @Nullable UUID baseCurrency, Map<UUID, OrganizationSettings.Currency> currencies, int traceSetting,
            Set<String> prefixes, @Nullable UUID defaultSolution) {
        languages.add(languageCode);
        return new OrganizationSettings(id, name, name, languageCode, languages, baseCurrency, currencies, traceSetting,
                prefixes, defaultSolution);
    }

    private static Map<UUID, OrganizationSettings.Currency> currencies(UnitOfWork work) {
        var currencies = new HashMap<UUID, OrganizationSettings.Currency>();
        work.list(
                Statement.of(
                        SQL.select(field("transactioncurrencyid"), field("isocurrencycode"), field("currencysymbol"),
                                field("currencyprecision"), field("exchangerate")).from(table("transactioncurrency"))),
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    return currencies.put(id, new OrganizationSettings.Currency(id, row.getString(2), row.getString(3),
                            row.getInt(4), row.getBigDecimal(5)));
                });
        return currencies;
    }

    private static Table<?> table(String name) {
        return DSL.table(DSL.name(name));
    }

    private static Field<Object> field(String name) {
        return DSL.field(DSL.name(name));
    }
}
