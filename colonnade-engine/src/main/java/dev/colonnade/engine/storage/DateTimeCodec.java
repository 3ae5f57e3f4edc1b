package dev.colonnade.engine.storage;

import dev.colonnade.engine.metadata.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Dates and times, by behavior: `UserLocal` is an instant (`timestamptz`), `DateOnly` a date (`date`), `TimeZoneIndependent`
/// digits on a clock (`timestamp`). Fractions of a second are dropped on write. A value of a neighbouring type is taken by its
/// UTC digits.
///
/// Source: reference/tables-and-metadata.md, "Date and time"
final class DateTimeCodec implements ColumnCodec {

    private static final String DATE_ONLY = "DateOnly";
    private static final String TIME_ZONE_INDEPENDENT = "TimeZoneIndependent";

    @Override
    public String sqlType(Column column) {
        return switch (column.behavior()) {
            case DATE_ONLY -> "date";
            case TIME_ZONE_INDEPENDENT -> "timestamp";
            default -> "timestamptz";
        };
    }

    @Override
    public @Nullable Object toSql(Column column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        LocalDateTime utc = utc(column, value).truncatedTo(ChronoUnit.SECONDS);
        return switch (column.behavior()) {
            case DATE_ONLY -> utc.toLocalDate();
            case TIME_ZONE_INDEPENDENT -> utc;
            default -> utc.atOffset(ZoneOffset.UTC);
        };
    }

    private static LocalDateTime utc(Column column, Object value) {
        return switch (value) {
            case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            case OffsetDateTime time -> time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            case LocalDateTime time -> time;
            case LocalDate date -> date.atStartOfDay();
            default -> throw WrongType.of(column, value, switch (column.behavior()) {
                case DATE_ONLY -> "LocalDate";
                case TIME_ZONE_INDEPENDENT -> "LocalDateTime";
                default -> "Instant";
            });
        };
    }

    @Override
    public @Nullable Object fromSql(Column column, ResultSet row, int index) throws SQLException {
        return switch (column.behavior()) {
            case DATE_ONLY -> row.getObject(index, LocalDate.class);
            case TIME_ZONE_INDEPENDENT -> row.getObject(index, LocalDateTime.class);
            default -> {
                OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
        };
    }

    @Override
    public @Nullable Object fromJson(Column column, @Nullable Object json) {
        if (json == null) {
            return null;
        }
        String text = (String) json;
        return switch (column.behavior()) {
            case DATE_ONLY -> LocalDate.parse(text);
            case TIME_ZONE_INDEPENDENT -> LocalDateTime.parse(text);
            default -> OffsetDateTime.parse(text).toInstant();
        };
    }
}
