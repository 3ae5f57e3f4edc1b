package dev.colonnade.engine.plugin;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How records of a class are made and taken apart. Immutable; kept with a [ClassValue], so that it ends with the class.
final class RecordShape {

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Component> components;

    private RecordShape(Class<?> type, Constructor<?> constructor, List<Component> components) {
        this.type = type;
        this.constructor = constructor;
        this.components = List.copyOf(components);
    }

    /// @param genericType its type with that of its elements
    record Component(String name, Class<?> type, Type genericType, Method accessor) {

        private static Component of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return new Component(component.getName(), component.getType(), component.getGenericType(), accessor);
        }
    }

    /// @throws IllegalArgumentException when the class is no record
    static RecordShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type.getName() + " is not a record.");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordShape(type, constructor, Arrays.stream(components).map(Component::of).toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("The record " + type.getName() + " has no canonical constructor.", e);
        }
    }

    List<Component> components() {
        return components;
    }

    /// A record of these values.
    ///
    /// @throws InvocationTargetException with what the record's own constructor throws
    Object make(@Nullable Object[] values) throws InvocationTargetException {
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("The record " + type.getName() + " cannot be made.", e);
        }
    }

    /// The value of a component.
    ///
    /// @throws InvocationTargetException with what the record's own accessor throws
    @Nullable
    Object read(Component component, Record given) throws InvocationTargetException {
        try {
            return component.accessor.invoke(given);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The component '" + component.name + "' of " + type.getName()
                    + " cannot be read.", e);
        }
    }

    /// Zero or false.
    static Object zero(Class<?> primitive) {
        return Array.get(Array.newInstance(primitive, 1), 0);
    }
}
