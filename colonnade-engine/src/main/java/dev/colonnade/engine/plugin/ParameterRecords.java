package dev.colonnade.engine.plugin;

import dev.colonnade.engine.message.Parameter;
import dev.colonnade.engine.message.ParameterType;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.ParameterCollection;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Turns parameters into the records of plug-ins and back, and values into the types that plug-ins ask for. Public for the
/// test kit, whose contexts behave like the server's. Safe for use by several threads.
public final class ParameterRecords {

    /// Hangs on the record classes themselves, so that it ends with their class loader.
    private final ClassValue<Shape> shapes = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    /// The parameters as a record. A component of a primitive type gets zero or false for an absent value.
    ///
    /// @throws InvalidPluginExecutionException when a value does not fit its component, or the record refuses them
    public <T extends Record> T read(ParameterCollection parameters, Class<T> type) {
        Shape shape = shapes.get(type);
        @Nullable
        Object[] values = shape.parts().stream().map(part -> value(parameters, part)).toArray();
        try {
            return type.cast(shape.record().make(values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidPluginExecutionException refused) {
                throw refused;
            }
            throw new InvalidPluginExecutionException(
                    "The parameters are not valid: " + orName(e.getCause()), e.getCause());
        }
    }

    private @Nullable Object value(ParameterCollection parameters, Part part) {
        String name = spelled(part.parameterName(), parameters::contains);
        Class<?> type = part.component().type();
        Object value = convert(name, parameters.get(name), type);
        return value == null && type.isPrimitive() ? RecordShape.zero(type) : value;
    }

    /// The components of a record by the names of the properties that they stand for.
    ///
    /// @param isDeclared whether the message has a property of a name
    public Map<String, @Nullable Object> write(Record response, Predicate<String> isDeclared) {
        Shape shape = shapes.get(response.getClass());
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (Part part : shape.parts()) {
            try {
                values.put(spelled(part.parameterName(), isDeclared), shape.record().read(part.component(), response));
            } catch (InvocationTargetException e) {
                throw new IllegalStateException("The component '" + part.parameterName() + "' of "
                        + response.getClass().getName() + " cannot be read.", e);
            }
        }
        return values;
    }

    /// A value as the type that a plug-in asks for; `null` for `null`. Numbers widen; a choice gives its number and takes one,
    /// as does a money value with its amount.
    ///
    /// @throws InvalidPluginExecutionException when the value does not fit
    public <T> @Nullable T convert(String name, @Nullable Object value, Class<T> type) {
        if (value == null) {
            return null;
        }
        @SuppressWarnings("unchecked")
        Class<T> boxed = (Class<T>) MethodType.methodType(type).wrap().returnType();
        Object fitting = boxed.isInstance(value) ? value : converted(value, boxed);
        if (fitting == null) {
            throw new InvalidPluginExecutionException("The parameter '" + name + "' is of the type "
                    + value.getClass().getSimpleName() + ", not " + type.getSimpleName() + ".");
        }
        return boxed.cast(fitting);
    }

    private static @Nullable Object converted(Object value, Class<?> type) {
        return switch (value) {
            case OptionSetValue option when type == Integer.class -> option.value();
            case Money money when type == BigDecimal.class -> money.value();
            case BigDecimal amount when type == Money.class -> new Money(amount);
            case BigDecimal amount when type == Double.class -> amount.doubleValue();
            case Integer number when type == OptionSetValue.class -> new OptionSetValue(number);
            case Integer number when type == Long.class -> number.longValue();
            case Integer number when type == Double.class -> number.doubleValue();
            case Integer number when type == BigDecimal.class -> BigDecimal.valueOf(number);
            case Long number when type == BigDecimal.class -> BigDecimal.valueOf(number);
            case Collection<?> texts when type == String[].class -> texts.toArray(new String[0]);
            default -> null;
        };
    }

    /// A value that a plug-in sets for a property, as the property's type where it can be told; else the value as it is, for
    /// the check of the response to judge.
    static @Nullable Object adapt(@Nullable Parameter property, @Nullable Object value) {
        if (property == null || value == null) {
            return value;
        }
        Class<?> type = switch (property.type()) {
            case PICKLIST -> OptionSetValue.class;
            case INTEGER -> Integer.class;
            case MONEY -> Money.class;
            case DECIMAL -> BigDecimal.class;
            case FLOAT -> Double.class;
            case STRING_ARRAY -> String[].class;
            default -> Object.class;
        };
        if (property.type() == ParameterType.MONEY && value instanceof Integer amount) {
            return Money.of(amount);
        }
        Object fitting = type.isInstance(value) ? value : converted(value, type);
        return fitting == null ? value : fitting;
    }

    private static String spelled(String name, Predicate<String> isThere) {
        if (isThere.test(name)) {
            return name;
        }
        String other = otherFirstLetter(name);
        return isThere.test(other) ? other : name;
    }

    private static String otherFirstLetter(String name) {
        char first = name.charAt(0);
        char other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        return other + name.substring(1);
    }

    private static String orName(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }

    /// @param parameterName name of the parameter or property that the component stands for
    private record Part(String parameterName, RecordShape.Component component) {}

    private record Shape(RecordShape record, List<Part> parts) {

        static Shape of(Class<?> type) {
            RecordShape record = RecordShape.of(type);
            Function<String, String> names = declaredNames(type);
            return new Shape(record, record.components().stream()
                    .map(component -> new Part(names.apply(component.name()), component)).toList());
        }

        /// The annotations are in the class file only, so the names are read from there.
        private static Function<String, String> declaredNames(Class<?> type) {
            String file = type.getName().replace('.', '/') + ".class";
            ClassLoader loader = type.getClassLoader();
            try (InputStream in = loader == null ? null : loader.getResourceAsStream(file)) {
                if (in == null) {
                    return RecordReader::defaultName;
                }
                Map<String, String> names = RecordReader.names(ClassFile.of().parse(in.readAllBytes()));
                return component -> names.getOrDefault(component, RecordReader.defaultName(component));
            } catch (IOException e) {
                throw new IllegalStateException("The class file of " + type.getName() + " cannot be read.", e);
            }
        }
    }
}
