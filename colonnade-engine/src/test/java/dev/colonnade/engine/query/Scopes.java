package dev.colonnade.engine.query;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.metadata.ChoiceDefinition;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.SnapshotBuilder;
import dev.colonnade.engine.metadata.SystemDefinitions;
import dev.colonnade.engine.metadata.TableCompletion;
import dev.colonnade.engine.metadata.TableDefinition;
import dev.colonnade.engine.storage.UnitOfWork;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What queries of tests run in: the system's own tables, and a user in Berlin.
final class Scopes {

    static final UUID USER = UUID.fromString("00000000-0000-0000-0000-0000000000aa");
    static final UUID BUSINESS_UNIT = UUID.fromString("00000000-0000-0000-0000-0000000000bb");
    static final UUID TEAM = UUID.fromString("00000000-0000-0000-0000-0000000000cc");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /// A day in spring, weeks from Monday, fiscal years in quarters from April on.
    static final QueryCalendar CALENDAR = new QueryCalendar(InstantSource.fixed(Instant.parse("2024-05-15T10:30:00Z")),
            BERLIN, DayOfWeek.MONDAY,
            new FiscalCalendar(MonthDay.of(4, 1), FiscalCalendar.Periods.QUARTERLY, true));
    static final CurrencyFormat DOLLARS = currency -> new CurrencyFormat.Shape("$", 2);

    private Scopes() {}

    static List<TableDefinition> tables() {
        List<TableDefinition> given = SystemDefinitions.tables();
        TableDefinition pointer = given.stream().filter(table -> table.schemaName().equals("ActivityPointer"))
                .findFirst().orElseThrow();
        return given.stream().map(table -> TableCompletion.complete(table, pointer, 10_000)).toList();
    }

    static List<ChoiceDefinition> choices() {
        return SystemDefinitions.choices();
    }

    static MetadataSnapshot metadata() {
        return SnapshotBuilder.build(tables(), choices());
    }

    static QueryScope of(MetadataSnapshot metadata, RowAccess access, UnitOfWork work, boolean formatted) {
        return of(metadata, access, work, formatted, Limits.DEFAULT);
    }

    static QueryScope of(MetadataSnapshot metadata, RowAccess access, UnitOfWork work, boolean formatted,
            Limits limits) {
        return new QueryScope(metadata, access, work,
                new ReadFormat(formatted, 1033, 1033, BERLIN, DOLLARS), limits,
                new QueryCaller(USER, BUSINESS_UNIT, Set.of(TEAM), 1033), CALENDAR);
    }

    /// The scope at another moment, or by another calendar.
    static QueryScope at(QueryScope scope, QueryCalendar calendar) {
        return new QueryScope(scope.metadata(), scope.access(), scope.work(), scope.format(), scope.limits(),
                scope.caller(), calendar);
    }
}
