package dev.colonnade.engine.containment;

import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds the instructions of one class against the list of what is allowed. Used for one class by one thread.
final class Judge {

    private static final String SDK = "dev/colonnade/sdk/";
    /// The server's own rooms.
    private static final List<String> HOST = List.of("dev/colonnade/engine/", "dev/colonnade/server/");
    /// Where the classes of the JDK are, those of its inside too.
    private static final List<String> PLATFORM = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

    /// The bootstrap methods that compilers use. Source: reference/containment.md, "Verification at registration".
    private static final Map<String, Set<String>> BOOTSTRAPS = Map.of(
            "java/lang/invoke/LambdaMetafactory", Set.of("metafactory", "altMetafactory"),
            "java/lang/invoke/StringConcatFactory", Set.of("makeConcat", "makeConcatWithConstants"),
            "java/lang/runtime/ObjectMethods", Set.of("bootstrap"),
            "java/lang/runtime/SwitchBootstraps", Set.of("typeSwitch", "enumSwitch"),
            "java/lang/invoke/ConstantBootstraps",
            Set.of("invoke", "enumConstant", "nullConstant", "primitiveClass", "explicitCast"));

    /// Constants whose arguments are constants in turn.
    private static final int CONSTANT_DEPTH_MAX = 16;

    private final AllowList list;
    private final Hierarchy hierarchy;
    /// By index in the class file's table of constants: most members are used many times.
    private final Map<Integer, Ruling> known = new HashMap<>();
    private final Map<Integer, Boolean> knownTypes = new HashMap<>();

    Judge(AllowList list, Hierarchy hierarchy) {
        this.list = list;
        this.hierarchy = hierarchy;
    }

    /// What an instruction or handler uses that is not simply allowed; mostly nothing.
    List<Use> uses(CodeElement element) {
        if (element instanceof InvokeInstruction call && rule(call.method()) instanceof Ruling.Allowed) {
            return List.of();
        }
        if (!canName(element)) {
            return List.of();
        }
        var uses = new ArrayList<Use>(0);
        switch (element) {
            case InvokeInstruction call -> member(call.method(), uses);
            case FieldInstruction field -> member(field.field(), uses);
            case NewObjectInstruction made -> made(made.className(), uses);
            case InvokeDynamicInstruction dynamic -> dynamic(dynamic.invokedynamic(), uses);
            case ConstantInstruction.LoadConstantInstruction loaded -> loaded(loaded.constantEntry(), uses);
            case TypeCheckInstruction check -> type(check.type(), Use.Kind.MENTION, uses);
            case NewReferenceArrayInstruction array -> type(array.componentType(), Use.Kind.MENTION, uses);
            case NewMultiArrayInstruction array -> type(array.arrayType(), Use.Kind.MENTION, uses);
            case ExceptionCatch handler -> handler.catchType().ifPresent(each -> type(each, Use.Kind.MENTION, uses));
            default -> {
                // Nothing that names a class or a member.
            }
        }
        return uses;
    }

    private static boolean canName(CodeElement element) {
        return switch (element) {
            case InvokeInstruction _,FieldInstruction _,NewObjectInstruction _,InvokeDynamicInstruction _,ConstantInstruction.LoadConstantInstruction _,TypeCheckInstruction _,NewReferenceArrayInstruction _,NewMultiArrayInstruction _,ExceptionCatch _ ->
                true;
            default -> false;
        };
    }

    /// Whether a class can be named at all: one of the archive, of the SDK, an allowed one of the JDK, or one that is nowhere
    /// and fails when it is reached.
    boolean isAllowed(String internalName) {
        if (internalName.startsWith(SDK) || hierarchy.contains(internalName)) {
            return true;
        }
        return isOfPlatform(internalName) ? list.allows(internalName) : !isOfHost(internalName);
    }

    boolean allowsSubclasses(String internalName) {
        return (isOfPlatform(internalName) && !hierarchy.contains(internalName))
                ? list.allowsSubclasses(internalName)
                : isAllowed(internalName);
    }

    static boolean isOfPlatform(String internalName) {
        return startsWithAny(internalName, PLATFORM);
    }

    static boolean isOfHost(String internalName) {
        return startsWithAny(internalName, HOST);
    }

    private static boolean startsWithAny(String name, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    static boolean isOfSdk(String internalName) {
        return internalName.startsWith(SDK);
    }

    /// @param member as it stands in the class file
    Ruling rule(MemberRefEntry member) {
        Ruling ruling = known.get(member.index());
        if (ruling == null) {
            String owner = member.owner().asInternalName();
            ruling = owner.startsWith("[")
                    ? Ruling.ALLOWED
                    : rule(owner, member.name().stringValue(), member.type().stringValue());
            known.put(member.index(), ruling);
        }
        return ruling;
    }

    /// @param owner the class in whose name the member is used
    Ruling rule(String owner, String name, String descriptor) {
        for (String outside : hierarchy.outsideOwners(owner, name, descriptor)) {
            Ruling ruling = outsideRule(outside, name, descriptor);
            if (!(ruling instanceof Ruling.Allowed)) {
                return ruling;
            }
        }
        return Ruling.ALLOWED;
    }

    private Ruling outsideRule(String owner, String name, String descriptor) {
        if (isOfPlatform(owner)) {
            return list.rule(owner, name, descriptor);
        }
        return isOfHost(owner) ? Ruling.REFUSED : Ruling.ALLOWED;
    }

    private void member(MemberRefEntry member, List<Use> uses) {
        Ruling ruling = rule(member);
        if (!(ruling instanceof Ruling.Allowed)) {
            uses.add(new Use(name(member), Use.Kind.MEMBER, ruling));
        }
    }

    private void made(ClassEntry entry, List<Use> uses) {
        String name = entry.asInternalName();
        if (!isAllowed(name)) {
            uses.add(Use.refused(readable(name) + ".<init>"));
        }
    }

    private void type(ClassEntry entry, Use.Kind kind, List<Use> uses) {
        Boolean isKnown = knownTypes.get(entry.index());
        if (isKnown == null) {
            String name = element(entry.asInternalName());
            isKnown = name.isEmpty() || isAllowed(name);
            knownTypes.put(entry.index(), isKnown);
        }
        if (!isKnown) {
            uses.add(new Use(readable(element(entry.asInternalName())), kind, Ruling.REFUSED));
        }
    }

    private void loaded(LoadableConstantEntry entry, List<Use> uses) {
        switch (entry) {
            case ClassEntry type -> type(type, Use.Kind.MENTION, uses);
            case MethodHandleEntry handle -> uses.add(Use.refused("a method handle of " + name(handle.reference())));
            case MethodTypeEntry type -> uses.add(Use.refused("a method type " + type.descriptor().stringValue()));
            case ConstantDynamicEntry dynamic -> constant(dynamic, 0, uses);
            default -> {
                // A number or a text.
            }
        }
    }

    private void dynamic(InvokeDynamicEntry entry, List<Use> uses) {
        bootstrap(entry.bootstrap().bootstrapMethod(), entry.bootstrap().arguments(), 0, uses);
    }

    private void constant(ConstantDynamicEntry entry, int depth, List<Use> uses) {
        if (depth > CONSTANT_DEPTH_MAX) {
            uses.add(Use.refused("constants nested in one another more than " + CONSTANT_DEPTH_MAX + " deep"));
            return;
        }
        bootstrap(entry.bootstrap().bootstrapMethod(), entry.bootstrap().arguments(), depth, uses);
    }

    private void bootstrap(MethodHandleEntry method, List<LoadableConstantEntry> arguments, int depth, List<Use> uses) {
        MemberRefEntry reference = method.reference();
        Set<String> names = BOOTSTRAPS.getOrDefault(reference.owner().asInternalName(), Set.of());
        if (!names.contains(reference.name().stringValue())) {
            uses.add(Use.refused("the bootstrap method " + name(reference)));
            return;
        }
        for (LoadableConstantEntry argument : arguments) {
            switch (argument) {
                case ClassEntry type -> type(type, Use.Kind.MENTION, uses);
                case MethodHandleEntry handle -> member(handle.reference(), uses);
                case ConstantDynamicEntry nested -> constant(nested, depth + 1, uses);
                default -> {
                    // A number, a text, or a method type, which is a mention in a signature.
                }
            }
        }
    }

    /// The class of an array's elements; empty for a primitive one.
    private static String element(String internalName) {
        if (!internalName.startsWith("[")) {
            return internalName;
        }
        int from = internalName.lastIndexOf('[') + 1;
        return internalName.charAt(from) == 'L' ? internalName.substring(from + 1, internalName.length() - 1) : "";
    }

    static String name(MemberRefEntry member) {
        return readable(member.owner().asInternalName()) + "." + member.name().stringValue();
    }

    static String readable(String internalName) {
        return internalName.replace('/', '.');
    }
}
