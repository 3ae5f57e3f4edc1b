package dev.colonnade.engine.containment;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Consumer;

/// Class files that no compiler writes, each with a static method `run` that never ends by itself.
final class HandMade {

    private static final ClassDesc ERROR = ClassDesc.of("java.lang.IllegalStateException");
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    private HandMade() {}

    static Map<String, Shape> all() {
        return BODIES;
    }

    /// The code of one such method.
    record Shape(int version, Consumer<CodeBuilder> code) {

        byte[] build(String name) {
            return ClassFile.of().build(ClassDesc.of(name), type -> type.withVersion(version, 0)
                    .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                    .withMethodBody("run", NOTHING, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC, code));
        }
    }

    private static final Map<String, Shape> BODIES = Map.of(
            "SelfCovering", new Shape(ClassFile.JAVA_17_VERSION, HandMade::selfCovering),
            "ThrowsToEarlier", new Shape(ClassFile.JAVA_17_VERSION, HandMade::throwsToEarlier),
            "NewInHandler", new Shape(ClassFile.JAVA_17_VERSION, HandMade::newInHandler),
            "MonitorNotHeld", new Shape(ClassFile.JAVA_17_VERSION, HandMade::monitorNotHeld),
            "MonitorCircle", new Shape(ClassFile.JAVA_17_VERSION, HandMade::monitorCircle),
            "ReturnsToSubroutine", new Shape(ClassFile.JAVA_5_VERSION, HandMade::returnsToSubroutine));

    private static void error(CodeBuilder code) {
        code.new_(ERROR).dup().invokespecial(ERROR, "<init>", NOTHING);
    }

    /// A handler within its own range: what is thrown in it leads to its start.
    private static void selfCovering(CodeBuilder code) {
        Label begin = code.newLabel();
        Label handler = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(begin);
        error(code);
        code.athrow().labelBinding(handler).athrow().labelBinding(end)
                .exceptionCatchAll(begin, end, handler);
    }

    /// A handler whose first instruction makes an object, which is not yet initialised where two ways meet.
    private static void newInHandler(CodeBuilder code) {
        Label begin = code.newLabel();
        Label handler = code.newLabel();
        Label meeting = code.newLabel();
        code.labelBinding(begin);
        error(code);
        code.athrow().labelBinding(handler).new_(ERROR).dup().iconst_0().ifeq(meeting).nop().labelBinding(meeting)
                .invokespecial(ERROR, "<init>", NOTHING).pop2().goto_(begin).exceptionCatchAll(begin, handler, handler);
    }

    /// No jump backwards: an exception leads to a handler that stands before it.
    private static void throwsToEarlier(CodeBuilder code) {
        Label handler = code.newLabel();
        Label after = code.newLabel();
        Label begin = code.newLabel();
        Label end = code.newLabel();
        code.aconst_null().goto_(after).labelBinding(handler).labelBinding(after).pop().labelBinding(begin);
        error(code);
        code.athrow().labelBinding(end).exceptionCatchAll(begin, end, handler);
    }

    /// Looks like the end of `synchronized`, and covers itself: giving back a monitor that is not held throws, into itself.
    private static void monitorNotHeld(CodeBuilder code) {
        Label begin = code.newLabel();
        Label handler = code.newLabel();
        Label end = code.newLabel();
        code.loadConstant("lock").astore(0).labelBinding(begin);
        error(code);
        code.athrow().labelBinding(handler).astore(1).aload(0).monitorexit().aload(1).athrow().labelBinding(end)
                .exceptionCatchAll(begin, end, handler);
    }

    /// Two ends of `synchronized` that lead into each other.
    private static void monitorCircle(CodeBuilder code) {
        Label begin = code.newLabel();
        Label first = code.newLabel();
        Label second = code.newLabel();
        Label end = code.newLabel();
        code.loadConstant("lock").astore(0).aload(0).monitorenter().labelBinding(begin);
        error(code);
        code.athrow().labelBinding(first).astore(1).aload(0).monitorexit().aload(1).athrow()
                .labelBinding(second).astore(1).aload(0).monitorexit().aload(1).athrow().labelBinding(end)
                .exceptionCatchAll(begin, first, first).exceptionCatchAll(first, second, second)
                .exceptionCatchAll(second, end, first);
    }

    /// A subroutine of old class files, whose return is a way back without a jump that says where to.
    private static void returnsToSubroutine(CodeBuilder code) {
        Label routine = code.newLabel();
        Label back = code.newLabel();
        code.with(DiscontinuedInstruction.JsrInstruction.of(routine))
                .goto_(back).labelBinding(routine).astore(0).labelBinding(back)
                .with(DiscontinuedInstruction.RetInstruction.of(0));
    }
}
