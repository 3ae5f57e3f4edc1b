package dev.colonnade.engine.containment;

import dev.colonnade.engine.containment.guest.Check;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes one method anew with its checks.
///
/// Any way round in a method passes a check: it has a jump backwards, or goes through a handler, or through the handlers of
/// monitors, which lead forwards only. What a check throws leaves the method at once, because no try range covers it; only
/// handlers that give a monitor back see it, and pass it on.
final class MethodGuard implements CodeTransform {

    private static final ClassDesc CHECK = ClassDesc.of(Check.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc ARRAY = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int,
            ConstantDescs.CD_int);
    private static final MethodTypeDesc LARGE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long);
    private static final MethodTypeDesc TIMES = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long,
            ConstantDescs.CD_int);
    private static final int REFERENCE_BYTES = 4;

    /// An array of so many elements needs no announcement. Tables in code are full of such, and would outgrow a method.
    private static final int SMALL_ARRAY = 10_000;

    private final Replacements replacements;
    private final Frames frames;
    private final List<TryRange> ranges = new ArrayList<>();
    private final Set<Label> checkedHandlers = new HashSet<>();
    private final Set<Label> passed = new HashSet<>();
    private int count;
    private boolean followsSmallNumber;

    /// The handler whose check stands right before.
    private @Nullable Label checkedHere;

    MethodGuard(CodeModel code, Replacements replacements, Frames frames) {
        this.replacements = replacements;
        this.frames = frames;
        for (ExceptionCatch each : code.exceptionHandlers()) {
            boolean givesMonitorBack = each.catchType().isEmpty() && givesMonitorBack(code.elementList(),
                    each.handler());
            ranges.add(new TryRange(each, givesMonitorBack));
            if (!givesMonitorBack) {
                checkedHandlers.add(each.handler());
            }
        }
    }

    /// Whether a handler is what javac makes for `synchronized`: keep the exception, give the monitor back, throw it on.
    private static boolean givesMonitorBack(List<CodeElement> elements, Label handler) {
        List<Instruction> first = firstInstructions(elements, handler);
        return first.size() == 5
                && first.get(0) instanceof StoreInstruction kept && kept.typeKind() == TypeKind.REFERENCE
                && first.get(1) instanceof LoadInstruction
                && first.get(2) instanceof MonitorInstruction monitor && monitor.opcode() == Opcode.MONITOREXIT
                && first.get(3) instanceof LoadInstruction loaded && loaded.slot() == kept.slot()
                && first.get(4) instanceof ThrowInstruction;
    }

    private static List<Instruction> firstInstructions(List<CodeElement> elements, Label label) {
        var found = new ArrayList<Instruction>(5);
        boolean isThere = false;
        for (CodeElement element : elements) {
            if (element instanceof LabelTarget target && target.label().equals(label)) {
                isThere = true;
            } else if (isThere && element instanceof Instruction instruction) {
                found.add(instruction);
                if (found.size() == 5) {
                    break;
                }
            }
        }
        return found;
    }

    @Override
    public void atStart(CodeBuilder code) {
        check(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (element) {
            case ExceptionCatch _ -> {
                // Written at the end, in parts.
            }
            case LabelTarget target -> pass(code, target);
            case Instruction instruction -> write(code, instruction);
            default -> code.with(element);
        }
    }

    private void pass(CodeBuilder code, LabelTarget target) {
        code.with(target);
        passed.add(target.label());
        followsSmallNumber = false;
        ranges.forEach(range -> range.pass(target.label(), count));
        if (checkedHandlers.contains(target.label())) {
            check(code);
            checkedHere = target.label();
        }
    }

    private void write(CodeBuilder code, Instruction instruction) {
        if (checkedHere != null) {
            if (instruction instanceof NewObjectInstruction) {
                frames.moved(checkedHere, code.newBoundLabel());
            }
            checkedHere = null;
        }
        switch (instruction) {
            case BranchInstruction branch when passed.contains(branch.target()) -> check(code);
            case TableSwitchInstruction choice when leadsBack(choice.defaultTarget(), choice.cases()) -> check(code);
            case LookupSwitchInstruction choice when leadsBack(choice.defaultTarget(), choice.cases()) -> check(code);
            case DiscontinuedInstruction.JsrInstruction call when passed.contains(call.target()) -> check(code);
            case DiscontinuedInstruction.RetInstruction _ -> check(code);
            case NewPrimitiveArrayInstruction array when !followsSmallNumber -> announce(code, bytes(array.typeKind()));
            case NewReferenceArrayInstruction _ when !followsSmallNumber -> announce(code, REFERENCE_BYTES);
            case NewMultiArrayInstruction array -> announce(code, array);
            default -> {
                // Nothing comes before it.
            }
        }
        writeReplaced(code, instruction);
        count++;
        followsSmallNumber = instruction instanceof ConstantInstruction constant
                && constant.constantValue() instanceof Integer length && length <= SMALL_ARRAY;
    }

    private boolean leadsBack(Label defaultTarget, List<SwitchCase> cases) {
        return passed.contains(defaultTarget) || cases.stream().anyMatch(each -> passed.contains(each.target()));
    }

    private void writeReplaced(CodeBuilder code, Instruction instruction) {
        switch (instruction) {
            case InvokeInstruction call -> {
                Replacements.Ours ours = replacements.find(call);
                if (ours == null) {
                    code.with(call);
                } else {
                    code.invokestatic(ours.owner(), ours.name(), ours.type());
                }
            }
            case InvokeDynamicInstruction call -> {
                if (replacements.concernAny(call.invokedynamic().bootstrap().arguments())) {
                    code.invokedynamic(replacements.replace(call.invokedynamic().asSymbol()));
                } else {
                    code.with(call);
                }
            }
            case ConstantInstruction.LoadConstantInstruction load when replacements.concern(load.constantEntry()) ->
                code.loadConstant(replacements.replace(load.constantValue()));
            default -> code.with(instruction);
        }
    }

    private void check(CodeBuilder code) {
        uncovered(code, "here", NOTHING);
    }

    /// Calls a check that none of the method's handlers sees, but for those that give a monitor back.
    private void uncovered(CodeBuilder code, String name, MethodTypeDesc type) {
        List<TryRange> open = openRanges();
        if (!open.isEmpty()) {
            Label before = code.newBoundLabel();
            open.forEach(range -> range.close(before, count));
        }
        code.invokestatic(CHECK, name, type);
        count++;
        if (!open.isEmpty()) {
            Label after = code.newBoundLabel();
            open.forEach(range -> range.open(after, count));
        }
    }

    private List<TryRange> openRanges() {
        if (ranges.isEmpty()) {
            return List.of();
        }
        var open = new ArrayList<TryRange>(2);
        for (TryRange range : ranges) {
            if (range.isOpen() && !range.coversChecks()) {
                open.add(range);
            }
        }
        return open;
    }

    /// The length stays on the stack for the instruction that follows.
    private void announce(CodeBuilder code, int elementBytes) {
        code.dup().loadConstant(elementBytes);
        count += 2;
        uncovered(code, "array", ARRAY);
    }

    private void announce(CodeBuilder code, NewMultiArrayInstruction array) {
        int[] slots = new int[array.dimensions()];
        for (int i = slots.length - 1; i >= 0; i--) {
            slots[i] = code.allocateLocal(TypeKind.INT);
            code.istore(slots[i]);
        }
        code.loadConstant((long) bytes(array));
        for (int slot : slots) {
            code.iload(slot).invokestatic(CHECK, "times", TIMES);
        }
        count += 1;
        uncovered(code, "large", LARGE);
        for (int slot : slots) {
            code.iload(slot);
        }
    }

    private static int bytes(NewMultiArrayInstruction array) {
        @Nullable
        ClassDesc element = array.arrayType().asSymbol();
        for (int i = 0; i < array.dimensions() && element != null; i++) {
            element = element.componentType();
        }
        return element != null && element.isPrimitive() ? bytes(TypeKind.from(element)) : REFERENCE_BYTES;
    }

    private static int bytes(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN, BYTE -> 1;
            case CHAR, SHORT -> 2;
            case LONG, DOUBLE -> 8;
            default -> 4;
        };
    }

    @Override
    public void atEnd(CodeBuilder code) {
        for (TryRange range : ranges) {
            range.entries().forEach(code::with);
        }
        frames.write(code);
    }
}
