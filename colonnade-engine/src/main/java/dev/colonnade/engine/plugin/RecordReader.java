package dev.colonnade.engine.plugin;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the components of records, and the annotations of the SDK, from class files.
final class RecordReader {

    static final String PACKAGE = "Ldev/colonnade/sdk/plugin/";
    private static final Set<String> OF_COMPONENTS = Set.of(PACKAGE + "RequestParameter;",
            PACKAGE + "ResponseProperty;");

    private RecordReader() {}

    /// @param name name in the source
    /// @param descriptor its type, e.g. `Ljava/lang/String;`
    /// @param said what its annotation says, by element; empty without one
    record Component(String name, String descriptor, Map<String, AnnotationValue> said) {

        /// Name of the parameter or property.
        String uniqueName() {
            String given = text(said, "uniqueName");
            return given.isEmpty() ? defaultName(name) : given;
        }
    }

    /// The components of a record in their order; `null` for a class that is no record.
    static @Nullable List<Component> components(ClassModel model) {
        return model.findAttribute(Attributes.record()).map(record -> {
            var components = new ArrayList<Component>();
            for (RecordComponentInfo info : record.components()) {
                Annotation annotation = annotations(info).stream()
                        .filter(each -> OF_COMPONENTS.contains(each.classSymbol().descriptorString())).findFirst()
                        .orElse(null);
                components.add(new Component(info.name().stringValue(), info.descriptor().stringValue(),
                        annotation == null ? Map.of() : elements(annotation)));
            }
            return components;
        }).orElse(null);
    }

    /// Names of the parameters by names of the components.
    static Map<String, String> names(ClassModel model) {
        var names = new LinkedHashMap<String, String>();
        List<Component> components = components(model);
        if (components != null) {
            components.forEach(component -> names.put(component.name(), component.uniqueName()));
        }
        return names;
    }

    /// The name of a component with its first letter in upper case.
    static String defaultName(String component) {
        return Character.toUpperCase(component.charAt(0)) + component.substring(1);
    }

    /// The annotations that are in the class file but not for reflection, as those of the SDK are.
    static List<Annotation> annotations(AttributedElement element) {
        return element.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(attribute -> attribute.annotations()).orElse(List.of());
    }

    static Map<String, AnnotationValue> elements(Annotation annotation) {
        var elements = new LinkedHashMap<String, AnnotationValue>();
        for (AnnotationElement element : annotation.elements()) {
            elements.put(element.name().stringValue(), element.value());
        }
        return elements;
    }

    static String text(Map<String, AnnotationValue> elements, String name) {
        return elements.get(name) instanceof AnnotationValue.OfString string ? string.stringValue() : "";
    }

    static int number(Map<String, AnnotationValue> elements, String name, int otherwise) {
        return elements.get(name) instanceof AnnotationValue.OfInt number ? number.intValue() : otherwise;
    }

    static boolean flag(Map<String, AnnotationValue> elements, String name) {
        return elements.get(name) instanceof AnnotationValue.OfBoolean flag && flag.booleanValue();
    }

    /// Name of an enum constant; the given one when the element is left out.
    static String constant(Map<String, AnnotationValue> elements, String name, String otherwise) {
        return elements.get(name) instanceof AnnotationValue.OfEnum constant
                ? constant.constantName().stringValue()
                : otherwise;
    }

    static List<String> texts(Map<String, AnnotationValue> elements, String name) {
        if (!(elements.get(name) instanceof AnnotationValue.OfArray array)) {
            return List.of();
        }
        return array.values().stream()
                .map(value -> value instanceof AnnotationValue.OfString string ? string.stringValue() : "").toList();
    }

    /// Name of a class, as [Class#getName()] gives it; `null` when the element is left out.
    static @Nullable String className(Map<String, AnnotationValue> elements, String name) {
        if (!(elements.get(name) instanceof AnnotationValue.OfClass type)) {
            return null;
        }
        String descriptor = type.className().stringValue();
        return descriptor.startsWith("L")
                ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
                : descriptor;
    }
}
