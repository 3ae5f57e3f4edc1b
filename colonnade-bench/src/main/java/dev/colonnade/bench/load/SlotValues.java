package dev.colonnade.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What is put into a slot of a [RequestTemplate]: texts of one length.
@FunctionalInterface
public interface SlotValues {

    /// The value for the request with a number.
    byte[] at(long number);

    /// One of several texts of the same length, in an order without pattern that is the same in each run.
    static SlotValues anyOf(List<String> texts) {
        byte[][] values = texts.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
        return number -> values[(int) Long.remainderUnsigned(scatter(number), values.length)];
    }

    /// The number itself, with leading zeros.
    static SlotValues counter(int digits) {
        String form = "%0" + digits + "d";
        return number -> String.format(Locale.ROOT, form, number).getBytes(StandardCharsets.US_ASCII);
    }

    /// The finalizer of SplitMix64: neighbours become far apart.
    private static long scatter(long number) {
        long mixed = number * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
