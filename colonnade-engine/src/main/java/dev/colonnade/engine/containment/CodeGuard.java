package dev.colonnade.engine.containment;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes plug-in code stoppable on its way into the JVM: each method gets a check at its entry, before each jump backwards and at
/// the start of each handler, outside of all try ranges; large arrays are announced; calls of the JDK that could run without end
/// go through methods of ours. See docs/security/plugin-containment.md for what that stops and what it does not. Safe for use
/// by several threads.
public final class CodeGuard implements ClassTransformer {

    private static final ClassHierarchyInfo UNKNOWN = ClassHierarchyInfo.ofClass(ConstantDescs.CD_Object);

    private final ClassFile classFiles;
    private final Replacements replacements;

    private CodeGuard(ClassFile classFiles, Replacements replacements) {
        this.classFiles = classFiles;
        this.replacements = replacements;
    }

    /// A guard for the classes of one archive.
    ///
    /// @param classFile gives the content of an entry of the archive, such as `p/Name.class`; `null` for none
    public static CodeGuard of(Function<String, byte @Nullable []> classFile) {
        // The verifier's frames are made anew, for which it must be known which classes are whose.
        ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(type -> open(type, classFile))
                .orElse(ClassHierarchyResolver.ofClassLoading(CodeGuard.class.getClassLoader()))
                .orElse(type -> UNKNOWN)
                .cached(ConcurrentHashMap::new);
        return new CodeGuard(ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy)), Replacements.ALL);
    }

    private static @Nullable InputStream open(ClassDesc type, Function<String, byte @Nullable []> classFile) {
        String descriptor = type.descriptorString();
        byte[] bytes = classFile.apply(descriptor.substring(1, descriptor.length() - 1) + ".class");
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    /// @throws StackOverflowError when too little of the stack is left to do it
    /// @throws ClassFormatError when a method is too long to be guarded
    @Override
    public byte[] apply(String name, byte[] bytes) {
        // An overflow in the middle of it would leave classes of the JDK that it needs broken for good.
        StackReserve.require();
        try {
            return classFiles.transformClass(classFiles.parse(bytes), this::guard);
        } catch (IllegalArgumentException e) {
            var error = new ClassFormatError(name + " cannot be guarded: " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private void guard(ClassBuilder type, ClassElement element) {
        if (element instanceof MethodModel method && method.code().isPresent()) {
            type.transformMethod(method, this::guard);
        } else {
            type.with(element);
        }
    }

    private void guard(MethodBuilder method, MethodElement element) {
        if (element instanceof CodeModel code) {
            method.transformCode(code, new MethodGuard(code, replacements));
        } else {
            method.with(element);
        }
    }
}
