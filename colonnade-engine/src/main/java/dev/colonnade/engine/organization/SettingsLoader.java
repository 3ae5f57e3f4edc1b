package dev.colonnade.engine.organization;

import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.query.FiscalCalendar;
import dev.colonnade.engine.query.FormatSettings;
import dev.colonnade.engine.query.RegionSettings;
import dev.colonnade.engine.storage.Statement;
import dev.colonnade.engine.storage.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reads the organization's row and what is held in memory with it.
final class SettingsLoader {

    private static final DSLContext SQL = DSL.using(SQLDialect.POSTGRES);

    /// `fiscalyeardisplaycode` of fiscal years that bear the number of their last day's year.
    private static final int NAMED_BY_END = 2;

    private static final List<String> COLUMNS = Stream.concat(
            Stream.of("organizationid", "name", "languagecode", "basecurrencyid", "plugintracelogsetting",
                    "weekstartdaycode", "fiscalcalendarstart", "fiscalperiodtype", "fiscalyeardisplaycode"),
            FormatSettings.COLUMNS.stream()).toList();

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
        return Objects.requireNonNull(work.first(Statement.of(SQL.select(COLUMNS.stream().map(SettingsLoader::field)
                .toList()).from(table("organization"))),
                row -> settings(row, languages, currencies, prefixes, defaultSolution)), "the organization's row");
    }

    private static OrganizationSettings settings(ResultSet row, Set<Integer> languages,
            Map<UUID, OrganizationSettings.Currency> currencies, Set<String> prefixes, @Nullable UUID defaultSolution)
            throws SQLException {
        String name = row.getString("name");
        int languageCode = row.getInt("languagecode");
        languages.add(languageCode);
        return new OrganizationSettings(row.getObject("organizationid", UUID.class), name, name, languageCode,
                languages, row.getObject("basecurrencyid", UUID.class), currencies,
                row.getInt("plugintracelogsetting"), prefixes, defaultSolution, region(row));
    }

    private static RegionSettings region(ResultSet row) throws SQLException {
        OffsetDateTime start = row.getObject("fiscalcalendarstart", OffsetDateTime.class);
        var fiscal = new FiscalCalendar(start == null ? MonthDay.of(1, 1) : MonthDay.from(start),
                FiscalCalendar.Periods.of(row.getInt("fiscalperiodtype")),
                row.getInt("fiscalyeardisplaycode") == NAMED_BY_END);
        var formats = new HashMap<String, @Nullable String>();
        for (String column : FormatSettings.COLUMNS) {
            formats.put(column, row.getString(column));
        }
        return new RegionSettings(RegionSettings.firstDayOfWeek(row.getInt("weekstartdaycode")), fiscal,
                FormatSettings.of(formats::get).or(FormatSettings.UNITED_STATES));
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
