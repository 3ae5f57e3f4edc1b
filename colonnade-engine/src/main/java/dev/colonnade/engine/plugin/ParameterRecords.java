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
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
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
        Object[] values = new Object[shape.parts().size()];
        for (int i = 0; i < values.length; i++) {
            Part part = shape.parts().get(i);
            String name = spelled(part.parameterName(), parameters::contains);
            Object value = convert(name, parameters.get(name), part.type());
            values[i] = value == null && part.type().isPrimitive() ? zero(part.type()) : value;
        }
        try {
            return type.cast(shape.constructor().newInstance(values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidPluginExecutionException refused) {
                throw refused;
            }
            throw new InvalidPluginExecutionException(
                    "The parameters are not valid: " + orName(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The record " + type.getName() + " cannot be made.", e);
        }
    }

    /// The components of a record by the names of the properties that they stand for.
    ///
    /// @param isDeclared whether the message has a property of a name
    public Map<String, @Nullable Object> write(Record response, Predicate<String> isDeclared) {
        var values = new java.util.LinkedHashMap<String, @Nullable Object>();
        for (Part part : shapes.get(response.getClass()).parts()) {
            try {
                values.put(spelled(part.parameterName(), isDeclared), part.accessor().invoke(response));
            } catch (ReflectiveOperationException e) {
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

    private static Object zero(Class<?> primitive) {
        if (primitive == boolean.class) {
            return false;
        }
        if (primitive == long.class) {
            return 0L;
        }
        return primitive == double.class ? (Object) 0.0 : (Object) 0;
    }

    private static String orName(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : message;
    }

    /// @param parameterName name of the parameter or property that the component stands for
    private record Part(String parameterName, Class<?> type, Method accessor) {}

    private record Shape(Constructor<?> constructor, List<Part> parts) {

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            if (components == null) {
                throw new IllegalArgumentException(type.getName() + " is not a record.");
            }
            Function<String, String> names = declaredNames(type);
            var parts = new ArrayList<Part>();
            for (RecordComponent component : components) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                parts.add(new Part(names.apply(component.getName()), component.getType(), accessor));
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        parts.stream().map(Part::type).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(constructor, List.copyOf(parts));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("The record " + type.getName() + " has no canonical constructor.", e);
            }
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
