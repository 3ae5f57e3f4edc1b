package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Divides a multipart body at its boundary. What stands outside of the parts must be blank: requests behind a misspelled boundary
/// would be passed over in silence otherwise.
final class MultipartReader {

    private static final String DASHES = "--";

    private final String place;
    private final String boundary;
    private final byte[] delimiter;
    private final ByteRange body;
    private final int partsMax;
    private final List<ByteRange> parts = new ArrayList<>();

    private MultipartReader(String place, String boundary, ByteRange body, int partsMax) {
        this.place = place;
        this.boundary = boundary;
        this.delimiter = (DASHES + boundary).getBytes(StandardCharsets.UTF_8);
        this.body = body;
        this.partsMax = partsMax;
    }

    /// The parts, in their order; the line end in front of a boundary belongs to that.
    ///
    /// @param place what has this body, for messages
    /// @param boundary `null` when the header does not name one
    /// @throws ServiceException [ErrorCode#BAD_PAYLOAD] when the body is not divided as the boundary says
    static List<ByteRange> read(String place, @Nullable String boundary, ByteRange body, int partsMax) {
        if (boundary == null) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD,
                    "The header 'Content-Type' of " + place + " names no boundary.");
        }
        return new MultipartReader(place, boundary, body, partsMax).parts();
    }

    private List<ByteRange> parts() {
        var lines = new ByteLines(body);
        int start = body.start();
        int end = start;
        boolean isOpen = false;
        boolean isClosed = false;
        while (lines.advance()) {
            String delimiterEnd = delimiterEnd(lines);
            if (delimiterEnd == null) {
                end = lines.textEnd();
                continue;
            }
            var content = new ByteRange(body.bytes(), start, Math.max(start, end));
            if (isOpen) {
                add(content);
            } else {
                requireBlank(content);
            }
            if (isClosed) {
                throw malformed("goes on behind its closing boundary '" + shown() + DASHES + "'");
            }
            isClosed = !delimiterEnd.isEmpty();
            isOpen = !isClosed;
            start = lines.next();
            end = start;
        }
        if (!isClosed) {
            throw malformed(isOpen
                    ? "does not end with the line '" + shown() + DASHES + "'"
                    : "has no line '" + shown() + "', the boundary that its header 'Content-Type' names");
        }
        requireBlank(body.from(start));
        return parts;
    }

    /// What a delimiter line ends in: nothing, or the dashes that close the body; `null` for any other line.
    private @Nullable String delimiterEnd(ByteLines lines) {
        if (!lines.startsWith(delimiter)) {
            return null;
        }
        String end = lines.textFrom(delimiter.length).strip();
        return end.isEmpty() || end.equals(DASHES) ? end : null;
    }

    private void add(ByteRange content) {
        if (parts.size() == partsMax) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD,
                    "There are more than " + partsMax + " parts in " + place + ".");
        }
        parts.add(content);
    }

    private void requireBlank(ByteRange content) {
        if (!content.isBlank()) {
            throw malformed("has text outside of the parts that the boundary '" + boundary + "' divides");
        }
    }

    private String shown() {
        return MimeHeaders.shown(DASHES + boundary);
    }

    private ServiceException malformed(String what) {
        return new ServiceException(ErrorCode.BAD_PAYLOAD, "The body of " + place + " " + what + ".");
    }
}
