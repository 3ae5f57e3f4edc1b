package dev.colonnade.sdk.plugin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes JSON for plug-ins. Valid as long as the [PluginContext] that it comes from, on the same thread.
///
/// What is read becomes plain values: an object a [Map] in the order of the text, an array a [List], text a [String], a whole
/// number an [Integer], or a [Long] or [java.math.BigInteger] where it does not fit, any other number a
/// [java.math.BigDecimal] with all its digits, and [Boolean] and `null`. Maps and lists may be changed.
///
/// A record is an object with a property for each component, of the same name. Its components may be plain values, records,
/// enums, [List] and [Map] of such, and what a column can hold: [java.util.UUID], [java.time.Instant],
/// [java.time.LocalDate], [java.time.LocalDateTime], [java.time.OffsetDateTime], [dev.colonnade.sdk.Money] and
/// [dev.colonnade.sdk.OptionSetValue] as numbers.
public interface Json {

    /// The plain values of a JSON text.
    ///
    /// @throws InvalidPluginExecutionException when the text is not JSON, too long or nested too deeply; the sentence names line
    ///         and column
    @Nullable
    Object read(String text);

    /// The properties of a JSON object.
    ///
    /// @throws InvalidPluginExecutionException as [#read(String)], and when the text is no object
    Map<String, @Nullable Object> readObject(String text);

    /// A JSON object as a record. Properties that the record does not have are left out; components that the text does not have
    /// are `null`, zero or false.
    ///
    /// @param type a record, or the type of a plain value
    /// @throws InvalidPluginExecutionException as [#read(String)], and when a value does not fit its component, which is named
    <T> T read(String text, Class<T> type);

    /// A JSON array as a list of records.
    ///
    /// @throws InvalidPluginExecutionException as [#read(String, Class)]
    <T> List<T> readList(String text, Class<T> type);

    /// The JSON text of plain values, records, the values of columns, and rows.
    ///
    /// A [dev.colonnade.sdk.Entity] is an object of its columns, a [dev.colonnade.sdk.EntityCollection] an array. A lookup is an
    /// object with `logicalName`, `id` and `name`; money and choices are their numbers, choices with several values an array;
    /// dates are written as ISO 8601 has them, bytes in base64.
    ///
    /// @throws InvalidPluginExecutionException when a value is of another type, or nested too deeply; the type is named
    String write(@Nullable Object value);
}
