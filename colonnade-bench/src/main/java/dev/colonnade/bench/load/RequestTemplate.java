package dev.colonnade.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes of a request, with slots for what differs from one request to the next. All values of a slot have the same length,
/// so that a request is a copy with a few bytes patched. Safe for use by several threads.
public final class RequestTemplate {

    private static final char MARK = '~';

    private final byte[] bytes;
    private final List<Slot> slots;
    private final AtomicLong sequence;

    private RequestTemplate(byte[] bytes, List<Slot> slots, AtomicLong sequence) {
        this.bytes = bytes;
        this.slots = List.copyOf(slots);
        this.sequence = sequence;
    }

    private record Slot(int offset, SlotValues values) {}

    /// In head and body `~name~` stands for a slot.
    ///
    /// @param head first line and headers, each with its line end; for a body `Content-Length` is added
    /// @param values what is put into the slots, by name
    /// @param sequence number of the next request; templates that must not send the same values share one
    public static RequestTemplate of(String head, String body, Map<String, SlotValues> values, AtomicLong sequence) {
        var slots = new ArrayList<Slot>();
        String filledBody = fill(body, 0, values, new ArrayList<>());
        String filledHead = fill(
                head + (body.isEmpty() ? "" : "Content-Length: " + filledBody.length() + "\r\n") + "\r\n",
                0, values, slots);
        fill(body, filledHead.length(), values, slots);
        return new RequestTemplate((filledHead + filledBody).getBytes(StandardCharsets.US_ASCII), slots, sequence);
    }

    private static String fill(String text, int offset, Map<String, SlotValues> values, List<Slot> slots) {
        var filled = new StringBuilder();
        String[] parts = text.split(String.valueOf(MARK), -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 0) {
                filled.append(parts[i]);
                continue;
            }
            SlotValues found = values.get(parts[i]);
            if (found == null) {
                throw new IllegalArgumentException("There are no values for the slot '" + parts[i] + "'.");
            }
            slots.add(new Slot(offset + filled.length(), found));
            filled.append(new String(found.at(0), StandardCharsets.US_ASCII));
        }
        return filled.toString();
    }

    int length() {
        return bytes.length;
    }

    /// Writes the next request into a cleared buffer, and flips it.
    void next(ByteBuffer buffer) {
        buffer.clear().put(bytes);
        long number = sequence.getAndIncrement();
        for (Slot slot : slots) {
            buffer.put(slot.offset(), slot.values().at(number));
        }
        buffer.flip();
    }
}
