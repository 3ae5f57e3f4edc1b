package dev.colonnade.server.webapi;

import java.util.Arrays;

/// A part of some bytes, without a copy of them.
///
/// @param end exclusive
// Ranges are never compared, and copying would cost.
@SuppressWarnings("ArrayRecordComponent")
record ByteRange(byte[] bytes, int start, int end) {

    static ByteRange of(byte[] bytes) {
        return new ByteRange(bytes, 0, bytes.length);
    }

    int length() {
        return end - start;
    }

    ByteRange from(int newStart) {
        return new ByteRange(bytes, newStart, end);
    }

    ByteRange first(int count) {
        return new ByteRange(bytes, start, start + count);
    }

    /// Whether there is nothing but blanks and line ends.
    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }
}
