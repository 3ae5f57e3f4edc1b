package dev.colonnade.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads HTTP/1.1 answers of one connection, as their bytes come: status, length of the body, whether the connection stays
/// open. The body is counted, not kept. Belongs to one connection.
final class ResponseParser {

    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int HEXADECIMAL = 16;

    private byte[] head = new byte[1024];
    private int headBytes;
    private State state = State.HEAD;
    private int status;
    private long bodyBytes;
    private long remaining;
    private boolean isInChunk;
    private boolean isKeptOpen;

    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK_END,
        TRAILER
    }

    /// Takes bytes up to the end of the answer that they belong to; what follows stays in the buffer.
    ///
    /// @return whether the answer is complete; then the next call begins with another one
    /// @throws IOException when it is no answer that this parser understands
    boolean read(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            boolean isComplete = switch (state) {
                case HEAD -> readHead(in);
                case BODY -> readBody(in);
                case CHUNK_SIZE, CHUNK_END, TRAILER -> readLine(in);
            };
            if (isComplete) {
                state = State.HEAD;
                headBytes = 0;
                return true;
            }
        }
        return false;
    }

    /// Status of the last answer.
    int status() {
        return status;
    }

    /// Bytes of the last answer's body.
    long bodyBytes() {
        return bodyBytes;
    }

    /// Whether the server keeps the connection open after the last answer.
    boolean isKeptOpen() {
        return isKeptOpen;
    }

    private boolean readHead(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            append(in.get());
            if (headBytes >= 4 && head[headBytes - 1] == '\n' && head[headBytes - 2] == '\r'
                    && head[headBytes - 3] == '\n') {
                return beginBody();
            }
        }
        return false;
    }

    private void append(byte next) throws IOException {
        if (headBytes == head.length) {
            if (head.length >= HEAD_BYTES_MAX) {
                throw new IOException("The head of an answer is larger than " + HEAD_BYTES_MAX + " bytes.");
            }
            head = Arrays.copyOf(head, head.length * 2);
        }
        head[headBytes++] = next;
    }

    private boolean beginBody() throws IOException {
        status = statusOfHead();
        bodyBytes = 0;
        remaining = 0;
        isKeptOpen = true;
        boolean isChunked = false;
        boolean hasLength = false;
        int start = nextLine(0);
        while (start < headBytes - 2) {
            int end = nextLine(start);
            if (isHeader(start, "content-length")) {
                remaining = number(start + "content-length:".length(), end);
                hasLength = true;
            } else if (isHeader(start, "transfer-encoding")) {
                isChunked = value(start, end).contains("chunked");
            } else if (isHeader(start, "connection")) {
                isKeptOpen = !value(start, end).contains("close");
            }
            start = end;
        }
        headBytes = 0;
        if (status == 204 || status == 304) {
            return true;
        }
        if (isChunked) {
            state = State.CHUNK_SIZE;
            return false;
        }
        if (!hasLength) {
            throw new IOException("An answer with status " + status + " says nothing of its length.");
        }
        state = State.BODY;
        return remaining == 0;
    }

    private int statusOfHead() throws IOException {
        if (headBytes < STATUS_AT + 3 || head[0] != 'H' || head[5] != '1') {
            throw new IOException("This is no answer of HTTP/1: "
                    + new String(head, 0, Math.min(headBytes, 40), StandardCharsets.US_ASCII));
        }
        return (int) number(STATUS_AT, STATUS_AT + 3);
    }

    /// Index behind the line that begins at an index.
    private int nextLine(int start) {
        int at = start;
        while (head[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    /// @param name in lower case
    private boolean isHeader(int start, String name) {
        if (start + name.length() >= headBytes || head[start + name.length()] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            // Letters of ASCII differ from their lower case in this bit; '-' has it already.
            if ((head[start + i] | 0x20) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String value(int start, int end) {
        return new String(head, start, end - start, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    private long number(int start, int end) throws IOException {
        long number = 0;
        boolean hasDigit = false;
        for (int i = start; i < end; i++) {
            byte next = head[i];
            if (next >= '0' && next <= '9') {
                number = number * 10 + (next - '0');
                hasDigit = true;
            } else if (next != ' ' && next != '\r' && next != '\n') {
                hasDigit = false;
                break;
            }
        }
        if (!hasDigit) {
            throw new IOException("A number is expected instead of '"
                    + new String(head, start, end - start, StandardCharsets.US_ASCII).strip() + "'.");
        }
        return number;
    }

    private boolean readBody(ByteBuffer in) {
        int taken = (int) Math.min(remaining, in.remaining());
        in.position(in.position() + taken);
        remaining -= taken;
        bodyBytes += taken;
        if (remaining > 0) {
            return false;
        }
        if (isInChunk) {
            isInChunk = false;
            state = State.CHUNK_END;
            return false;
        }
        return true;
    }

    /// Lines between and after chunks.
    private boolean readLine(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (next != '\n') {
                append(next);
                continue;
            }
            String line = new String(head, 0, headBytes, StandardCharsets.US_ASCII).strip();
            headBytes = 0;
            return endLine(line);
        }
        return false;
    }

    private boolean endLine(String line) throws IOException {
        switch (state) {
            case CHUNK_SIZE -> beginChunk(line);
            case CHUNK_END -> state = State.CHUNK_SIZE;
            default -> {
                return line.isEmpty();
            }
        }
        return false;
    }

    private void beginChunk(String line) throws IOException {
        int end = line.indexOf(';');
        String size = end < 0 ? line : line.substring(0, end).strip();
        try {
            remaining = Long.parseLong(size, HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw new IOException("'" + line + "' is no size of a chunk.", e);
        }
        isInChunk = remaining > 0;
        state = isInChunk ? State.BODY : State.TRAILER;
    }
}
