package dev.colonnade.engine.containment;

import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which calls of the JDK go through methods of ours: calls in code, and method handles among its constants, as method references
/// make them. Immutable.
final class Replacements {

    static final Replacements ALL = new Replacements(GuestClasses.replacements());

    private static final Set<DirectMethodHandleDesc.Kind> CALLS = Set.of(DirectMethodHandleDesc.Kind.VIRTUAL,
            DirectMethodHandleDesc.Kind.STATIC, DirectMethodHandleDesc.Kind.INTERFACE_STATIC);

    private final Map<JdkMethod, Ours> methods;
    private final Set<String> owners;

    /// A static method of a guest class.
    record Ours(ClassDesc owner, String name, MethodTypeDesc type) {}

    private Replacements(Map<JdkMethod, Method> replacements) {
        var all = new HashMap<JdkMethod, Ours>();
        replacements.forEach((original, ours) -> all.put(original, new Ours(ClassDesc.of(ours.getDeclaringClass()
                .getName()), ours.getName(), MethodTypeDesc.ofDescriptor(
                        MethodType.methodType(ours.getReturnType(),
                                ours.getParameterTypes()).toMethodDescriptorString()))));
        this.methods = Map.copyOf(all);
        this.owners = all.keySet().stream().map(JdkMethod::owner).collect(Collectors.toUnmodifiableSet());
    }

    /// What is called instead; `null` when the call stays.
    @Nullable
    Ours find(InvokeInstruction call) {
        return call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKESTATIC
                ? find(call.method())
                : null;
    }

    private @Nullable Ours find(MemberRefEntry member) {
        String owner = member.owner().asInternalName();
        return owners.contains(owner)
                ? methods.get(new JdkMethod(owner, member.name().stringValue(), member.type().stringValue()))
                : null;
    }

    /// Whether something may have to be replaced in one of the arguments of a call site.
    boolean concernAny(List<LoadableConstantEntry> arguments) {
        for (LoadableConstantEntry argument : arguments) {
            if (concern(argument)) {
                return true;
            }
        }
        return false;
    }

    /// Whether something may have to be replaced in a constant: most are left alone without a closer look.
    boolean concern(LoadableConstantEntry constant) {
        return switch (constant) {
            case MethodHandleEntry handle -> find(handle.reference()) != null;
            case ConstantDynamicEntry _ -> true;
            default -> false;
        };
    }

    /// A call site with our methods in place of the JDK's; the same one when there is nothing to replace.
    DynamicCallSiteDesc replace(DynamicCallSiteDesc site) {
        ConstantDesc[] arguments = site.bootstrapArgs();
        return replaceAll(arguments)
                ? DynamicCallSiteDesc.of((DirectMethodHandleDesc) site.bootstrapMethod(), site.invocationName(), site
                        .invocationType(), arguments)
                : site;
    }

    /// A constant with our methods in place of the JDK's; the same one when there is nothing to replace.
    ConstantDesc replace(ConstantDesc constant) {
        return switch (constant) {
            case DirectMethodHandleDesc handle when CALLS.contains(handle.kind()) -> replace(handle);
            case DynamicConstantDesc<?> dynamic -> replace(dynamic);
            default -> constant;
        };
    }

    private ConstantDesc replace(DirectMethodHandleDesc handle) {
        String owner = handle.owner().descriptorString();
        Ours ours = methods.get(new JdkMethod(owner.substring(1, owner.length() - 1), handle.methodName(), handle
                .lookupDescriptor()));
        return ours == null
                ? handle
                : MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, ours.owner(), ours.name(), ours.type());
    }

    private ConstantDesc replace(DynamicConstantDesc<?> dynamic) {
        ConstantDesc[] arguments = dynamic.bootstrapArgs();
        return replaceAll(arguments)
                ? DynamicConstantDesc.ofNamed(dynamic.bootstrapMethod(), dynamic.constantName(), dynamic
                        .constantType(), arguments)
                : dynamic;
    }

    private boolean replaceAll(ConstantDesc[] constants) {
        boolean any = false;
        for (int i = 0; i < constants.length; i++) {
            ConstantDesc replaced = replace(constants[i]);
            any |= !replaced.equals(constants[i]);
            constants[i] = replaced;
        }
        return any;
    }
}
