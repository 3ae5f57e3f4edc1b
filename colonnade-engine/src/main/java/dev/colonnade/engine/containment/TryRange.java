package dev.colonnade.engine.containment;

import java.lang.classfile.Label;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One entry of a method's exception table while the method is written anew: split where a check stands, so that nothing in the
/// method catches what the check throws.
final class TryRange {

    private final ExceptionCatch original;
    private final boolean coversChecks;
    private final List<Part> parts = new ArrayList<>(1);
    private @Nullable Label start;
    private int startCount;
    private boolean isOver;

    /// @param coversChecks whether its handler does no more than give a monitor back, so that it must see what checks throw
    TryRange(ExceptionCatch original, boolean coversChecks) {
        this.original = original;
        this.coversChecks = coversChecks;
    }

    private record Part(Label start, Label end) {}

    boolean coversChecks() {
        return coversChecks;
    }

    boolean isOpen() {
        return start != null;
    }

    /// Takes note of a label.
    ///
    /// @param count instructions written so far
    void pass(Label label, int count) {
        if (label.equals(original.tryEnd())) {
            close(label, count);
            isOver = true;
        }
        // A handler that gives a monitor back never covers itself or what comes later: together such handlers could go round
        // in a circle without a check.
        if (coversChecks && label.equals(original.handler())) {
            close(label, count);
            isOver = true;
        }
        if (label.equals(original.tryStart()) && !isOver) {
            open(label, count);
        }
    }

    void open(Label label, int count) {
        start = label;
        startCount = count;
    }

    /// An empty part is dropped: the JVM refuses such ranges.
    void close(Label label, int count) {
        Label opened = start;
        if (opened != null && count > startCount) {
            parts.add(new Part(opened, label));
        }
        start = null;
    }

    List<ExceptionCatch> entries() {
        Optional<ClassEntry> type = original.catchType();
        return parts.stream().map(part -> ExceptionCatch.of(original.handler(), part.start(), part.end(), type))
                .toList();
    }
}
