package dev.colonnade.engine.plugin;

import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns the plain values of a JSON text into the types that plug-ins ask for, and takes their records apart. Safe for use by
/// several threads.
final class JsonValues {

    /// Hangs on the record classes themselves, so that it ends with their class loader.
    private final ClassValue<RecordShape> shapes = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return RecordShape.of(type);
        }
    };

    /// @param value plain value
    /// @param path where it stands in the text, for the sentence about a mistake
    /// @throws InvalidPluginExecutionException when the value does not fit the type
    @Nullable
    Object convert(@Nullable Object value, Type type, String path) {
        if (type instanceof ParameterizedType of && of.getRawType() instanceof Class<?> raw) {
            return container(value, raw, of.getActualTypeArguments(), path);
        }
        if (!(type instanceof Class<?> asked)) {
            throw new InvalidPluginExecutionException("The type " + type.getTypeName() + " of " + path
                    + " cannot be read from JSON.");
        }
        if (value == null) {
            return asked.isPrimitive() ? RecordShape.zero(asked) : null;
        }
        Class<?> boxed = MethodType.methodType(asked).wrap().returnType();
        if (boxed.isInstance(value)) {
            return value;
        }
        if (asked.isRecord() && value instanceof Map<?, ?> object && asked != OptionSetValue.class
                && asked != Money.class) {
            return record(object, asked, path);
        }
        Object fitting = single(value, boxed, path);
        if (fitting == null) {
            throw wrong(value, asked, path);
        }
        return fitting;
    }

    private @Nullable Object container(@Nullable Object value, Class<?> raw, Type[] arguments, String path) {
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list && raw.isAssignableFrom(ArrayList.class)) {
            var converted = new ArrayList<@Nullable Object>(list.size());
            for (int i = 0; i < list.size(); i++) {
                converted.add(convert(list.get(i), arguments[0], path + "[" + i + "]"));
            }
            return converted;
        }
        if (value instanceof Map<?, ?> object && raw.isAssignableFrom(LinkedHashMap.class)
                && arguments[0] == String.class) {
            var converted = new LinkedHashMap<String, @Nullable Object>();
            object.forEach((key, each) -> converted.put(String.valueOf(key),
                    convert(each, arguments[1], path + "." + key)));
            return converted;
        }
        throw wrong(value, raw, path);
    }

    private Object record(Map<?, ?> object, Class<?> type, String path) {
        RecordShape shape = shapes.get(type);
        @Nullable
        Object[] values = shape.components().stream()
                .map(each -> convert(object.get(each.name()), each.genericType(), path + "." + each.name())).toArray();
        try {
            return shape.make(values);
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    /// The values of a record by name of the component.
    Map<String, @Nullable Object> parts(Record given) {
        RecordShape shape = shapes.get(given.getClass());
        var values = new LinkedHashMap<String, @Nullable Object>();
        try {
            for (RecordShape.Component component : shape.components()) {
                values.put(component.name(), shape.read(component, given));
            }
            return values;
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    /// What code of the plug-in's record throws comes out as it is.
    private static RuntimeException thrown(InvocationTargetException e) {
        return switch (e.getCause()) {
            case RuntimeException thrown -> thrown;
            case Error thrown -> throw thrown;
            case null, default -> new IllegalStateException(e.getCause());
        };
    }

    private static @Nullable Object single(Object value, Class<?> type, String path) {
        if (value instanceof Number number && !type.isEnum()) {
            return number(number, type);
        }
        if (!(value instanceof String text)) {
            return null;
        }
        try {
            return text(text, type);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidPluginExecutionException("The value '" + shortened(text) + "' of " + path + " is no "
                    + type.getSimpleName() + ".", e);
        }
    }

    private static @Nullable Object text(String text, Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Enum.class::cast)
                    .filter(constant -> constant.name().equals(text)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(text));
        }
        if (type == UUID.class) {
            return UUID.fromString(text);
        }
        if (type == Instant.class) {
            return OffsetDateTime.parse(text).toInstant();
        }
        if (type == OffsetDateTime.class) {
            return OffsetDateTime.parse(text);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        return type == LocalDateTime.class ? LocalDateTime.parse(text) : null;
    }

    /// A number as another type, when it has the same value there.
    private static @Nullable Object number(Number number, Class<?> type) {
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        if (type == BigDecimal.class) {
            return exact;
        }
        if (type == Money.class) {
            return new Money(exact);
        }
        if (type == Double.class) {
            return exact.doubleValue();
        }
        if (type == Float.class) {
            return exact.floatValue();
        }
        // The digits of a number like 1e1000000 are not to be written out.
        if (exact.precision() - exact.scale() > 20 && type != BigInteger.class) {
            return null;
        }
        try {
            return whole(exact, type);
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Object whole(BigDecimal exact, Class<?> type) {
        if (type == Integer.class) {
            return exact.intValueExact();
        }
        if (type == Long.class) {
            return exact.longValueExact();
        }
        if (type == Short.class) {
            return exact.shortValueExact();
        }
        if (type == Byte.class) {
            return exact.byteValueExact();
        }
        if (type == BigInteger.class && Math.abs(exact.scale()) <= 10_000) {
            return exact.toBigIntegerExact();
        }
        return type == OptionSetValue.class ? new OptionSetValue(exact.intValueExact()) : null;
    }

    private static InvalidPluginExecutionException wrong(Object value, Class<?> type, String path) {
        String kind = switch (value) {
            case Map<?, ?> object -> "an object";
            case Collection<?> list -> "an array";
            case String text -> "the text '" + shortened(text) + "'";
            default -> "the value " + shortened(value.toString());
        };
        return new InvalidPluginExecutionException("The JSON has " + kind + " at " + path + ", which is no "
                + type.getSimpleName() + ".");
    }

    private static String shortened(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "…";
    }
}
