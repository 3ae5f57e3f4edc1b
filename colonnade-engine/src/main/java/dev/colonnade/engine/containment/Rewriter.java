package dev.colonnade.engine.containment;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;

/// Changes class files so that code which is not allowed throws a [SecurityException] when it is reached, and calls that may not
/// reach the JDK as they are go to [PluginCalls]. Used for one class by one thread.
final class Rewriter {

    private static final ClassDesc CALLS = ClassDesc.of(PluginCalls.class.getName());
    private static final MethodTypeDesc TAKES_TEXT = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private final Judge judge;
    private final ClassHierarchyResolver resolver;

    Rewriter(Judge judge, ClassHierarchyResolver resolver) {
        this.judge = judge;
        this.resolver = resolver;
    }

    /// @param bytes the class file of the model
    /// @param isOwn whether the class is the plug-in's own: it was checked to do nothing that is refused
    /// @param needsChange whether the check found in a method what is not simply allowed
    /// @return the class file to load; `bytes` itself when there is nothing to change
    byte[] rewrite(ClassModel model, byte[] bytes, boolean isOwn, boolean needsChange) {
        boolean isOld = model.majorVersion() < ClassCheck.MAJOR_MIN;
        boolean cannotBeMade = !isOwn && model.superclass().map(each -> !judge.allowsSubclasses(each.asInternalName()))
                .orElse(false);
        if (!isOld && !cannotBeMade && !needsChange) {
            return bytes;
        }
        ClassFile.StackMapsOption frames = isOld
                ? ClassFile.StackMapsOption.GENERATE_STACK_MAPS
                : ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED;
        return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver), frames).transformClass(model,
                (builder, element) -> change(model, builder, element, isOld, cannotBeMade));
    }

    private boolean needsChange(MethodModel method) {
        return ClassCheck.flaw(method) != null || method.code().map(this::needsChange).orElse(false);
    }

    private boolean needsChange(CodeModel code) {
        for (CodeElement element : code) {
            if (judge.uses(element).stream().anyMatch(use -> use.kind() == Use.Kind.MEMBER)) {
                return true;
            }
        }
        return false;
    }

    private void change(ClassModel model, ClassBuilder builder, ClassElement element, boolean isOld,
            boolean cannotBeMade) {
        switch (element) {
            case ClassFileVersion version when isOld -> builder.withVersion(ClassCheck.MAJOR_MIN, 0);
            case MethodModel method -> changeMethod(model, builder, method, isOld, cannotBeMade);
            default -> builder.with(element);
        }
    }

    private void changeMethod(ClassModel model, ClassBuilder builder, MethodModel method, boolean isOld,
            boolean cannotBeMade) {
        String flaw = cannotBeMade && method.methodName().equalsString("<init>")
                ? "extends " + model.superclass().map(each -> Judge.readable(each.asInternalName())).orElse("")
                : ClassCheck.flaw(method);
        if (ClassCheck.isFinalizer(method)) {
            // Left out: it would run on a thread of the JVM's.
            return;
        }
        String place = Judge.readable(model.thisClass().asInternalName()) + "." + method.methodName().stringValue();
        if (flaw != null) {
            refuseAlways(builder, method, place + " " + flaw + ", which plug-ins may not");
        } else if (isOld || needsChange(method)) {
            builder.transformMethod(method, MethodTransform.transformingCode(new Body(place)));
        } else {
            builder.with(method);
        }
    }

    private static void refuseAlways(ClassBuilder builder, MethodModel method, String sentence) {
        int flags = method.flags().flagsMask() & ~AccessFlag.NATIVE.mask();
        builder.withMethodBody(method.methodName(), method.methodType(), flags,
                code -> code.new_(ClassDesc.of("java.lang.SecurityException")).dup().loadConstant(sentence)
                        .invokespecial(ClassDesc.of("java.lang.SecurityException"), ConstantDescs.INIT_NAME, TAKES_TEXT)
                        .athrow());
    }

    /// The code of one method.
    private final class Body implements CodeTransform {

        private final String place;
        private int line;

        Body(String place) {
            this.place = place;
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof LineNumber number) {
                line = number.line();
            }
            List<Use> uses = judge.uses(element);
            for (Use use : uses) {
                if (use.throwsInLibraries()) {
                    // The instruction stays, and is never reached: so nothing changes for the frames around it.
                    builder.loadConstant(place + (line == 0 ? "" : ":" + line) + " may not use " + use.what())
                            .invokestatic(CALLS, "refuse", TAKES_TEXT);
                    builder.with(element);
                    return;
                }
            }
            switch (element) {
                case InvokeInstruction call when !uses.isEmpty() -> redirect(builder, call);
                case InvokeDynamicInstruction dynamic when !uses.isEmpty() -> redirect(builder, dynamic);
                default -> builder.with(element);
            }
        }

        private void redirect(CodeBuilder builder, InvokeInstruction call) {
            MemberRefEntry member = call.method();
            boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
            switch (judge.rule(member)) {
                case Ruling.Refused refused when refused.instead() != null ->
                    builder.invoke(call.opcode(), member.owner().asSymbol(), refused.instead(), call.typeSymbol(),
                            call.isInterface());
                case Ruling.Answered answered -> builder.invokestatic(CALLS, member.name().stringValue(),
                        type(call.typeSymbol(), isStatic, answered.declaredIn()));
                case Ruling.Through through -> builder.invokestatic(CALLS, member.name().stringValue(),
                        type(call.typeSymbol(), isStatic, through.declaredIn()));
                default -> builder.with(call);
            }
        }

        private void redirect(CodeBuilder builder, InvokeDynamicInstruction dynamic) {
            List<ConstantDesc> arguments = dynamic.bootstrapArgs().stream().map(this::redirect).toList();
            builder.invokedynamic(DynamicCallSiteDesc.of(dynamic.bootstrapMethod(), dynamic.name().stringValue(),
                    dynamic.typeSymbol(), arguments.toArray(ConstantDesc[]::new)));
        }

        private ConstantDesc redirect(ConstantDesc argument) {
            if (!(argument instanceof DirectMethodHandleDesc handle)) {
                return argument;
            }
            String owner = handle.owner().descriptorString();
            Ruling ruling = owner.startsWith("[")
                    ? Ruling.ALLOWED
                    : judge.rule(owner.substring(1, owner.length() - 1), handle.methodName(),
                            handle.lookupDescriptor());
            return switch (ruling) {
                case Ruling.Refused refused when refused.instead() != null -> MethodHandleDesc.of(handle.kind(),
                        handle.owner(), refused.instead(), handle.lookupDescriptor());
                case Ruling.Answered answered -> call(handle, answered.declaredIn());
                case Ruling.Through through -> call(handle, through.declaredIn());
                default -> argument;
            };
        }

        private static MethodHandleDesc call(DirectMethodHandleDesc handle, String declaredIn) {
            boolean isStatic = handle.kind() == DirectMethodHandleDesc.Kind.STATIC
                    || handle.kind() == DirectMethodHandleDesc.Kind.INTERFACE_STATIC;
            return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, CALLS, handle.methodName(),
                    type(MethodTypeDesc.ofDescriptor(handle.lookupDescriptor()), isStatic, declaredIn));
        }

        private static MethodTypeDesc type(MethodTypeDesc type, boolean isStatic, String declaredIn) {
            return isStatic ? type : type.insertParameterTypes(0, ClassDesc.ofInternalName(declaredIn));
        }
    }
}
