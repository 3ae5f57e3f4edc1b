package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Dates and times on the wire, by the behaviour of their column.
///
/// Source: reference/web-api.md, "JSON of every column type".
final class DateTimes {

    private static final int DATE_LENGTH = 10;
    private static final int YEAR_MAX = 9999;
    private static final byte[] SECONDS_FORM = "0000-00-00T00:00:00Z".getBytes(StandardCharsets.ISO_8859_1);
    /// For years of more than four digits.
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'",
            Locale.ROOT);

    private DateTimes() {}

    /// Reads the value of a date column.
    ///
    /// @param what the property, for the message
    /// @throws ServiceException [ErrorCode#INVALID_DATE_TIME] when the text is none
    static Object read(Column column, String text, String what) {
        try {
            return switch (column.behavior()) {
                case "DateOnly" -> LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length())));
                case "TimeZoneIndependent" -> digits(text);
                default -> instant(text);
            };
        } catch (DateTimeException e) {
            throw invalid(text, what, e);
        }
    }

    /// Reads a point in time; without offset it is taken as UTC.
    static Instant readInstant(String text, String what) {
        try {
            return instant(text);
        } catch (DateTimeException e) {
            throw invalid(text, what, e);
        }
    }

    /// The day that a text is; `null` when it is anything else, or more than a day.
    static @Nullable LocalDate findDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// A value of a date column as the wire shows it, in whole seconds.
    static String write(Object value) {
        return switch (value) {
            case LocalDate date -> date.toString();
            case LocalDateTime digits -> seconds(digits);
            case Instant instant -> seconds(LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC));
            default -> value.toString();
        };
    }

    /// `2026-01-04T06:31:00Z`. Written digit by digit: a formatter costs a tenth of what a row does.
    private static String seconds(LocalDateTime time) {
        int year = time.getYear();
        if (year < 0 || year > YEAR_MAX) {
            return SECONDS.format(time);
        }
        byte[] text = SECONDS_FORM.clone();
        twoDigits(text, 0, year / 100);
        twoDigits(text, 2, year % 100);
        twoDigits(text, 5, time.getMonthValue());
        twoDigits(text, 8, time.getDayOfMonth());
        twoDigits(text, 11, time.getHour());
        twoDigits(text, 14, time.getMinute());
        twoDigits(text, 17, time.getSecond());
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void twoDigits(byte[] text, int index, int number) {
        text[index] = (byte) ('0' + number / 10);
        text[index + 1] = (byte) ('0' + number % 10);
    }

    private static Instant instant(String text) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return hasOffset(text)
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime digits(String text) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay();
        }
        return hasOffset(text) ? OffsetDateTime.parse(text).toLocalDateTime() : LocalDateTime.parse(text);
    }

    private static boolean hasOffset(String text) {
        for (int i = DATE_LENGTH; i < text.length(); i++) {
            if ("Zz+-".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static ServiceException invalid(String text, String what, DateTimeException cause) {
        return new ServiceException(ErrorCode.INVALID_DATE_TIME, "The date-time format of '" + text + "' for '" + what
                + "' is invalid, or the value is outside the supported range.", cause);
    }
}
