package dev.colonnade.server.webapi;

import java.nio.charset.StandardCharsets;

/// Walks through the lines of a range of bytes. A line ends in CRLF, in a bare LF, or with the range. Belongs to one thread.
final class ByteLines {

    private final byte[] bytes;
    private final int end;
    private int start;
    private int textEnd;
    private int next;

    ByteLines(ByteRange range) {
        this.bytes = range.bytes();
        this.end = range.end();
        this.next = range.start();
    }

    /// Goes to the next line, if there is one.
    boolean advance() {
        if (next >= end) {
            return false;
        }
        start = next;
        int i = start;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        textEnd = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
        next = Math.min(i + 1, end);
        return true;
    }

    /// Where the text of the line ends, without its line end.
    int textEnd() {
        return textEnd;
    }

    /// Where the line behind this one begins; before the first line, where that begins.
    int next() {
        return next;
    }

    boolean isBlank() {
        for (int i = start; i < textEnd; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(byte[] prefix) {
        if (textEnd - start < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[start + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    String text() {
        return textFrom(0);
    }

    /// The text of the line behind its first bytes.
    String textFrom(int offset) {
        return new String(bytes, start + offset, textEnd - start - offset, StandardCharsets.UTF_8);
    }
}
