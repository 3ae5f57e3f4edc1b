package dev.colonnade.engine.containment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What plug-in code may use of the JDK: the file `allowed.txt` beside this class, which explains itself. The verifier and the class
/// loader of plug-ins ask the same list. Safe for use by several threads.
public final class AllowList {

    private static final String FILE = "allowed.txt";

    /// What the classes of the list inherit and may always use.
    private static final Set<String> OF_OBJECT = Set.of("clone", "equals", "getClass", "hashCode", "notify",
            "notifyAll", "toString", "wait");

    private final Map<String, Names> packages;
    private final Map<String, Members> members;
    private final Set<String> linked;

    /// Rules of a class together with those of all that it extends and implements. Holds classes of the JDK only.
    private final Map<String, List<Members>> inherited = new ConcurrentHashMap<>();

    private AllowList(Reader read) {
        this.packages = Map.copyOf(read.packages);
        this.members = Map.copyOf(read.members);
        this.linked = Set.copyOf(read.linked);
    }

    /// The list that the server comes with.
    public static AllowList standard() {
        try (InputStream in = AllowList.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + FILE + " is missing.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AllowList parse(String text) {
        var reader = new Reader();
        text.lines().map(line -> line.replaceFirst("#.*", "")).filter(line -> !line.isBlank()).forEach(reader::line);
        return new AllowList(reader);
    }

    /// Whether plug-in code may name a class.
    ///
    /// @param internalName name with slashes; not of an array
    public boolean allows(String internalName) {
        int slash = internalName.lastIndexOf('/');
        Names names = packages.get(internalName.substring(0, Math.max(slash, 0)));
        return names != null && names.contain(outermost(internalName).substring(slash + 1));
    }

    /// Whether a class is there when the JVM links plug-in code: an allowed one, or one that the JVM itself needs for that.
    ///
    /// @param internalName name with slashes; not of an array
    public boolean isSeen(String internalName) {
        String outermost = outermost(internalName);
        return allows(internalName) || linked.contains(outermost) || members.containsKey(outermost);
    }

    private static String outermost(String internalName) {
        int nested = internalName.indexOf('$', internalName.lastIndexOf('/') + 1);
        return nested < 0 ? internalName : internalName.substring(0, nested);
    }

    /// Whether a class of plug-in code may extend a class. One whose members are listed singly may not be extended unless its
    /// constructor is listed.
    boolean allowsSubclasses(String internalName) {
        Members rules = members.get(internalName);
        return allows(internalName) && (rules == null || rules.only.isEmpty() || rules.lists("<init>", "()V"));
    }

    /// @param owner class of the JDK in whose name the member is used, with slashes
    Ruling rule(String owner, String name, String descriptor) {
        if (!allows(owner)) {
            Members rules = members.get(owner);
            return rules != null && rules.lists(name, descriptor) ? Ruling.ALLOWED : Ruling.REFUSED;
        }
        for (Members each : inherited(owner)) {
            Ruling ruling = each.rule(name, descriptor, each.owner.equals(owner));
            if (!(ruling instanceof Ruling.Allowed)) {
                return ruling;
            }
        }
        return allowsAllOf(descriptor) ? Ruling.ALLOWED : Ruling.REFUSED;
    }

    private boolean allowsAllOf(String descriptor) {
        for (int at = descriptor.indexOf('L'); at >= 0;) {
            int end = descriptor.indexOf(';', at);
            if (end < 0) {
                return false;
            }
            if (!allows(descriptor.substring(at + 1, end))) {
                return false;
            }
            at = descriptor.indexOf('L', end);
        }
        return true;
    }

    private List<Members> inherited(String owner) {
        List<Members> known = inherited.get(owner);
        if (known != null) {
            return known;
        }
        Set<Class<?>> ancestors = new LinkedHashSet<>();
        try {
            gather(Class.forName(owner.replace('/', '.'), false, null), ancestors);
        } catch (ClassNotFoundException e) {
            // There is no such class in this JDK, so that nothing can be done with it. Not kept: anybody can make up names.
            return List.of();
        }
        List<Members> found = ancestors.stream().map(type -> members.get(type.getName().replace('.', '/')))
                .filter(rules -> rules != null).toList();
        inherited.put(owner, found);
        return found;
    }

    private static void gather(Class<?> type, Set<Class<?>> ancestors) {
        if (ancestors.add(type)) {
            Class<?> parent = type.getSuperclass();
            if (parent != null) {
                gather(parent, ancestors);
            } else if (type.isInterface()) {
                gather(Object.class, ancestors);
            }
            for (Class<?> each : type.getInterfaces()) {
                gather(each, ancestors);
            }
        }
    }

    /// Simple names of classes: those that are named, or all others.
    private record Names(boolean allOthers, List<Pattern> named) {

        boolean contain(String simpleName) {
            return named.stream().anyMatch(pattern -> pattern.fits(simpleName, "")) != allOthers;
        }
    }

    /// The rules of the members of one class.
    private static final class Members {

        private final String owner;
        private final List<Pattern> only = new ArrayList<>();
        private final List<Rule> rules = new ArrayList<>();

        Members(String owner) {
            this.owner = owner;
        }

        boolean lists(String name, String descriptor) {
            return only.stream().anyMatch(pattern -> pattern.fits(name, descriptor));
        }

        Ruling rule(String name, String descriptor, boolean isOwner) {
            for (Rule rule : rules) {
                if (rule.pattern.fits(name, descriptor)) {
                    return rule.ruling;
                }
            }
            return only.isEmpty() || !isOwner || lists(name, descriptor) || OF_OBJECT.contains(name)
                    ? Ruling.ALLOWED
                    : Ruling.REFUSED;
        }
    }

    private record Rule(Pattern pattern, Ruling ruling) {}

    /// A name, with a star at one end for what is left open, or a name with the beginning of a descriptor.
    private record Pattern(String text) {

        boolean fits(String name, String descriptor) {
            if (text.indexOf('(') >= 0) {
                return (name + descriptor).startsWith(text);
            }
            if (text.startsWith("*")) {
                return name.endsWith(text.substring(1));
            }
            return text.endsWith("*")
                    ? name.startsWith(text.substring(0, text.length() - 1))
                    : name.equals(text);
        }
    }

    /// Reads the file line by line.
    private static final class Reader {

        private final Map<String, Names> packages = new HashMap<>();
        private final Map<String, Members> members = new HashMap<>();
        private final Set<String> linked = new HashSet<>();
        private Names names = new Names(false, List.of());
        private Members current = new Members("");

        void line(String line) {
            List<String> words = List.of(line.strip().split("\\s+"));
            String first = words.getFirst();
            List<String> rest = words.subList(1, words.size());
            switch (first) {
                case "package" -> names = open(rest, true);
                case "classes" -> names = open(rest, false);
                case "except" -> rest.forEach(name -> names.named.add(new Pattern(name)));
                case "linked" -> rest.forEach(name -> linked.add(name.replace('.', '/')));
                case "in" -> current = members.computeIfAbsent(rest.getFirst().replace('.', '/'), Members::new);
                case "only" -> rest.forEach(name -> current.only.add(new Pattern(name)));
                case "not" -> refuse(rest);
                case "answered" -> add(rest, new Ruling.Answered(current.owner));
                case "through" -> add(rest, new Ruling.Through(current.owner));
                default -> words.forEach(name -> names.named.add(new Pattern(name)));
            }
        }

        private Names open(List<String> rest, boolean allOthers) {
            var opened = new Names(allOthers, new ArrayList<>());
            packages.put(rest.getFirst().replace('.', '/'), opened);
            return opened;
        }

        private void refuse(List<String> rest) {
            if (rest.size() == 3 && rest.get(1).equals("->")) {
                add(rest.subList(0, 1), new Ruling.Refused(rest.get(2)));
            } else {
                add(rest, Ruling.REFUSED);
            }
        }

        private void add(List<String> names, Ruling ruling) {
            names.forEach(name -> current.rules.add(new Rule(new Pattern(name), ruling)));
        }
    }
}
