package dev.colonnade.engine.containment;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.UninitializedVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the JVM's verifier is told of a method's stack and variables, taken over from the original: to work it out anew is the
/// dearest part of writing a method. Used for one method by one thread.
final class Frames {

    /// For methods whose frames the writer of class files makes.
    static final Frames MADE_ANEW = new Frames(List.of());

    private final List<StackMapFrameInfo> original;
    private final Map<Label, Label> moved = new HashMap<>(0);

    private Frames(List<StackMapFrameInfo> original) {
        this.original = original;
    }

    static Frames of(CodeModel code) {
        return new Frames(code.findAttribute(Attributes.stackMapTable()).map(StackMapTableAttribute::entries)
                .orElse(List.of()));
    }

    /// Takes note that an instruction does not stand at its label any more. Frames name an object that is not yet initialised by
    /// the instruction that made it.
    void moved(Label from, Label to) {
        moved.put(from, to);
    }

    /// Writes them; once, at the end of the method.
    void write(CodeBuilder code) {
        if (!original.isEmpty()) {
            // Always a new one: the original would be copied as it is, with its old places.
            code.with(StackMapTableAttribute.of(moved.isEmpty()
                    ? original
                    : original.stream().map(this::atNewPlaces).toList()));
        }
    }

    private StackMapFrameInfo atNewPlaces(StackMapFrameInfo frame) {
        return StackMapFrameInfo.of(frame.target(), frame.locals().stream().map(this::atNewPlace).toList(),
                frame.stack().stream().map(this::atNewPlace).toList());
    }

    private VerificationTypeInfo atNewPlace(VerificationTypeInfo type) {
        return type instanceof UninitializedVerificationTypeInfo made && moved.containsKey(made.newTarget())
                ? UninitializedVerificationTypeInfo.of(moved.get(made.newTarget()))
                : type;
    }
}
