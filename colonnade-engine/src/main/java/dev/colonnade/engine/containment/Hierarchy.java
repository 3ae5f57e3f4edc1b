package dev.colonnade.engine.containment;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Who extends whom among the classes of an archive: tells where a member that is used in the name of one of them comes from.
/// Safe for use by several threads.
final class Hierarchy {

    private final ClassFiles files;
    private final Map<String, Optional<Shape>> shapes = new ConcurrentHashMap<>();

    Hierarchy(ClassFiles files) {
        this.files = files;
    }

    /// What of a class file matters here.
    ///
    /// @param methods names and descriptors of the methods that have code
    /// @param abstracts the same of those that have none
    private record Shape(@Nullable String parent, List<String> interfaces, Set<String> methods, Set<String> abstracts,
            Set<String> fields) {

        boolean declares(String member) {
            return methods.contains(member) || abstracts.contains(member) || fields.contains(member);
        }
    }

    boolean contains(String internalName) {
        return shape(internalName) != null;
    }

    /// The classes outside of the archive that may be the ones that declare a member; empty when a class of the archive does.
    ///
    /// @param owner the class in whose name the member is used
    Set<String> outsideOwners(String owner, String name, String descriptor) {
        var outside = new LinkedHashSet<String>();
        Deque<String> open = new ArrayDeque<>(List.of(owner));
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            String each = open.removeFirst();
            if (seen.add(each)) {
                Shape shape = shape(each);
                if (shape == null) {
                    outside.add(each);
                } else if (shape.declares(name + descriptor)) {
                    return Set.of();
                } else {
                    parents(shape).forEach(open::addLast);
                }
            }
        }
        return outside;
    }

    private static List<String> parents(Shape shape) {
        var parents = new ArrayList<String>();
        if (shape.parent != null) {
            parents.add(shape.parent);
        }
        parents.addAll(shape.interfaces);
        return parents;
    }

    /// The nearest superclass of a class that is not of the archive.
    String outsideAncestor(String internalName) {
        var seen = new HashSet<String>();
        String current = internalName;
        for (Shape shape = shape(current); shape != null && shape.parent != null && seen.add(current);) {
            current = shape.parent;
            shape = shape(current);
        }
        return current;
    }

    /// Methods that interfaces of the archive ask of a class and that no class of the archive gives it: it has them from
    /// its superclass outside of the archive. Name and descriptor of each.
    Set<String> inheritedForInterfaces(String internalName) {
        var given = new HashSet<String>();
        var asked = new LinkedHashSet<String>();
        var seen = new HashSet<String>();
        for (String current = internalName; current != null && seen.add(current);) {
            Shape shape = shape(current);
            if (shape == null) {
                break;
            }
            given.addAll(shape.methods);
            shape.interfaces.forEach(each -> ask(each, asked, seen));
            current = shape.parent;
        }
        asked.removeAll(given);
        return asked;
    }

    private void ask(String name, Set<String> asked, Set<String> seen) {
        Shape shape = shape(name);
        if (shape != null && seen.add(name)) {
            asked.addAll(shape.methods);
            asked.addAll(shape.abstracts);
            shape.interfaces.forEach(each -> ask(each, asked, seen));
        }
    }

    private @Nullable Shape shape(String internalName) {
        Optional<Shape> known = shapes.get(internalName);
        if (known == null) {
            byte[] bytes = files.find(internalName);
            if (bytes == null) {
                // Not kept: names of classes that are not there are without end.
                return null;
            }
            known = Optional.ofNullable(read(bytes));
            shapes.put(internalName, known);
        }
        return known.orElse(null);
    }

    /// A class file that cannot be read is reported where it is checked itself.
    private static @Nullable Shape read(byte[] bytes) {
        try {
            return shape(ClassFile.of().parse(bytes));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static Shape shape(ClassModel model) {
        var methods = new HashSet<String>();
        var abstracts = new HashSet<String>();
        for (MethodModel method : model.methods()) {
            (method.flags().has(AccessFlag.ABSTRACT) ? abstracts : methods)
                    .add(method.methodName().stringValue() + method.methodType().stringValue());
        }
        var fields = new HashSet<String>();
        model.fields().forEach(field -> fields.add(field.fieldName().stringValue() + field.fieldType().stringValue()));
        return new Shape(model.superclass().map(ClassEntry::asInternalName).orElse(null),
                model.interfaces().stream().map(ClassEntry::asInternalName).toList(), methods, abstracts, fields);
    }
}
