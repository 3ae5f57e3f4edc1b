package dev.colonnade.engine.containment;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;

/// Makes plug-in code stoppable on its way into the JVM: each method gets a check at its entry, before each jump backwards and at
/// the start of each handler, outside of all try ranges; large arrays are announced; calls of the JDK that could run without end
/// go through methods of ours. See docs/security/plugin-containment.md for what that stops and what it does not. Safe for use
/// by several threads.
public final class CodeGuard implements ClassTransformer {

    /// Of a class that is not there the frames must not speak: the JVM would look for it when it links the code.
    private static final ClassHierarchyInfo UNKNOWN = ClassHierarchyInfo.ofClass(ConstantDescs.CD_Object);

    private final ClassFile keepingFrames;
    private final ClassFile makingFrames;
    private final Replacements replacements;

    private CodeGuard(ClassFile keepingFrames, ClassFile makingFrames, Replacements replacements) {
        this.keepingFrames = keepingFrames;
        this.makingFrames = makingFrames;
        this.replacements = replacements;
    }

    /// A guard for the classes of one archive.
    ///
    /// @param files the class files of the archive
    public static CodeGuard of(ClassFiles files) {
        // To make the verifier's frames anew it must be known which classes are whose.
        return new CodeGuard(ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS),
                ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(files.hierarchy(UNKNOWN))), Replacements.ALL);
    }

    /// @throws StackOverflowError when too little of the stack is left to do it
    /// @throws ClassFormatError when a method is too long to be guarded
    @Override
    public byte[] apply(String name, byte[] bytes) {
        // An overflow in the middle of it would leave classes of the JDK that it needs broken for good.
        StackReserve.require();
        try {
            ClassModel model = keepingFrames.parse(bytes);
            // Later class files must have frames. They stay right: checks leave stack and variables as they are.
            boolean keepsFrames = model.majorVersion() > ClassFile.JAVA_6_VERSION;
            return keepsFrames
                    ? keepingFrames.transformClass(model, (type, element) -> guard(type, element, true))
                    : makingFrames.transformClass(makingFrames.parse(bytes),
                            (type, element) -> guard(type, element, false));
        } catch (IllegalArgumentException e) {
            var error = new ClassFormatError(name + " cannot be guarded: " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private void guard(ClassBuilder type, ClassElement element, boolean keepsFrames) {
        if (element instanceof MethodModel method && method.code().isPresent()) {
            type.transformMethod(method, (builder, each) -> guard(builder, each, keepsFrames));
        } else {
            type.with(element);
        }
    }

    private void guard(MethodBuilder method, MethodElement element, boolean keepsFrames) {
        if (element instanceof CodeModel code) {
            Frames frames = keepsFrames ? Frames.of(code) : Frames.MADE_ANEW;
            method.transformCode(code, new MethodGuard(code, replacements, frames));
        } else {
            method.with(element);
        }
    }
}
