package dev.colonnade.engine.containment;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Checks one class file, and notes what it finds. Used for one class by one thread.
final class ClassCheck {

    /// Java 6: the first class files that say enough for the JVM's newer verifier, and cannot jump to subroutines.
    static final int MAJOR_MIN = 50;
    /// Local variables and stack of one method together; large frames reach the end of the thread's stack in few calls. Source:
    /// reference/containment.md, "Verification at registration".
    static final int FRAME_SLOTS_MAX = 1_000;

    private final Judge judge;
    private final Hierarchy hierarchy;
    private final CodeVerifier.Report report;
    private String className = "";
    private boolean isOwn;
    private boolean needsChange;

    ClassCheck(Judge judge, Hierarchy hierarchy, CodeVerifier.Report report) {
        this.judge = judge;
        this.hierarchy = hierarchy;
        this.report = report;
    }

    /// @return the class; `null` when it cannot be read
    @Nullable
    ClassModel check(String path, byte[] bytes, Predicate<String> isOwnClass) {
        String expected = path.substring(0, path.length() - ".class".length());
        className = Judge.readable(expected);
        try {
            ClassModel model = CodeVerifier.parse(bytes);
            String name = model.thisClass().asInternalName();
            if (!name.equals(expected)) {
                refuse("is the entry of a class that calls itself " + Judge.readable(name));
                return model;
            }
            isOwn = isOwnClass.test(name);
            check(model, name);
            return model;
        } catch (RuntimeException e) {
            // The parser reads lazily, so that a broken part may come to light at any place and with any exception.
            refuse("cannot be read: " + e.getMessage());
            return null;
        }
    }

    /// Whether a method of the class that was checked is as a whole, or does, what is not simply allowed.
    boolean needsChange() {
        return needsChange;
    }

    /// Finds in an own class what the JVM would find when it links it, so that it is told at registration.
    void checkSoundness(ClassModel model, ClassHierarchyResolver resolver) {
        if (!isOwn) {
            return;
        }
        try {
            ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver)).verify(model).stream().findFirst()
                    .ifPresent(
                            flaw -> refuse("is no valid class file: " + firstLine(String.valueOf(flaw.getMessage()))));
        } catch (RuntimeException e) {
            refuse("cannot be read: " + e.getMessage());
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private void check(ClassModel model, String name) {
        if (CodeVerifier.isReserved(name)) {
            refuse("stands in a package of the " + (Judge.isOfSdk(name) || Judge.isOfHost(name) ? "server" : "JDK")
                    + "; leave it out of the archive");
            return;
        }
        if (model.majorVersion() > ClassFile.latestMajorVersion()) {
            refuse("is compiled for Java " + (model.majorVersion() - 44) + "; the server runs Java "
                    + (ClassFile.latestMajorVersion() - 44));
            return;
        }
        if (model.majorVersion() < MAJOR_MIN && isOwn) {
            refuse("is compiled for Java " + Math.max(1, model.majorVersion() - 44)
                    + ", which is too old; Java 6 is the"
                    + " oldest that can be");
        }
        model.superclass().ifPresent(this::checkSuperclass);
        model.interfaces().forEach(this::checkInterface);
        checkInherited(name);
        model.methods().forEach(this::checkMethod);
    }

    private void checkSuperclass(ClassEntry superclass) {
        if (!judge.allowsSubclasses(superclass.asInternalName())) {
            note(Finding.of(className, "extends " + Judge.readable(superclass.asInternalName())));
        }
    }

    private void checkInterface(ClassEntry parent) {
        if (isOwn && !judge.isAllowed(parent.asInternalName())) {
            note(Finding.of(className, "implements " + Judge.readable(parent.asInternalName())));
        }
    }

    /// A method of the JDK that may not be called must not be given another name by an interface either.
    private void checkInherited(String name) {
        String ancestor = hierarchy.outsideAncestor(name);
        if (!Judge.isOfPlatform(ancestor) || ancestor.equals("java/lang/Object") || ancestor.equals("java/lang/Record")
                || ancestor.equals("java/lang/Enum")) {
            return;
        }
        for (String member : hierarchy.inheritedForInterfaces(name)) {
            int at = member.indexOf('(');
            if (at > 0 && !(judge.rule(ancestor, member.substring(0, at),
                    member.substring(at)) instanceof Ruling.Allowed)) {
                refuse("offers " + Judge.readable(ancestor) + "." + member.substring(0, at) + " through an interface");
            }
        }
    }

    private void checkMethod(MethodModel method) {
        String flaw = flaw(method);
        if (flaw != null) {
            needsChange = true;
            note(new Finding(className, method.methodName().stringValue(), 0, flaw));
        }
        method.code().ifPresent(code -> checkCode(method, code));
    }

    /// What is wrong with a method as a whole, whatever it does; `null` when nothing is.
    static @Nullable String flaw(MethodModel method) {
        if (method.flags().has(AccessFlag.NATIVE)) {
            return "is a native method";
        }
        if (isFinalizer(method)) {
            return "is a finalizer";
        }
        if (method.code().orElse(null) instanceof CodeAttribute code
                && code.maxLocals() + code.maxStack() > FRAME_SLOTS_MAX) {
            return "needs " + (code.maxLocals() + code.maxStack()) + " slots for local variables and stack; at most "
                    + FRAME_SLOTS_MAX + " are allowed";
        }
        return null;
    }

    static boolean isFinalizer(MethodModel method) {
        return method.methodName().equalsString("finalize") && method.methodType().equalsString("()V")
                && !method.flags().has(AccessFlag.STATIC);
    }

    private void checkCode(MethodModel method, CodeModel code) {
        int line = 0;
        for (CodeElement element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case DiscontinuedInstruction old -> refuse(method, line, "uses the instruction " + old.opcode());
                default -> checkElement(method, line, element);
            }
        }
    }

    private void checkElement(MethodModel method, int line, CodeElement element) {
        for (Use use : judge.uses(element)) {
            needsChange |= use.kind() == Use.Kind.MEMBER;
            if (isOwn ? use.isRefusedToOwnCode() : use.throwsInLibraries()) {
                note(new Finding(className, method.methodName().stringValue(), line, "uses " + use.what()
                        + (isOwn ? use.hint() : "")));
            }
        }
    }

    /// What is changed in libraries, and refused elsewhere.
    private void note(Finding finding) {
        (isOwn ? report.refusals() : report.warnings()).add(finding);
    }

    private void refuse(MethodModel method, int line, String what) {
        report.refusals().add(new Finding(className, method.methodName().stringValue(), line, what));
    }

    private void refuse(String what) {
        report.refusals().add(Finding.of(className, what));
    }
}
