package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the body of a batch, as a whole: a batch that is written wrongly is refused before any of its requests runs.
///
/// Source: reference/web-api.md, "$batch".
final class BatchReader {

    private static final Pattern REQUEST_LINE = Pattern
            .compile("([A-Za-z]+)[ \t]+(\\S.*?)[ \t]+HTTP/[0-9](?:\\.[0-9])?");
    private static final Set<String> CHANGING_METHODS = Set.of("POST", "PATCH", "PUT", "DELETE");
    private static final String MULTIPART = "multipart/mixed";
    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_LENGTH = "content-length";
    private static final String CONTENT_ID = "content-id";
    private static final byte[] NO_BODY = {};

    private final Limits limits;
    private int requests;

    private BatchReader(Limits limits) {
        this.limits = limits;
    }

    /// @param contentType of the batch; `null` for none
    /// @throws ServiceException [ErrorCode#BAD_PAYLOAD] when it is no batch; the message names the part
    static List<BatchItem> read(@Nullable String contentType, byte[] body, Limits limits) {
        MediaType type = MediaType.parse(contentType == null ? "" : contentType);
        if (!type.name().equals(MULTIPART)) {
            throw new ServiceException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The media type '" + type.name() + "' is not supported for a batch; send '" + MULTIPART + "'.");
        }
        return new BatchReader(limits).items(type.boundary(), ByteRange.of(body));
    }

    private List<BatchItem> items(@Nullable String boundary, ByteRange body) {
        var items = new ArrayList<BatchItem>();
        for (ByteRange part : MultipartReader.read("the batch", boundary, body, limits.batchRequests())) {
            items.add(item(part, "part " + (items.size() + 1) + " of the batch"));
        }
        return items;
    }

    private BatchItem item(ByteRange part, String place) {
        var lines = new ByteLines(part);
        MimeHeaders headers = MimeHeaders.read(lines, place);
        ByteRange content = content(headers, part.from(lines.next()), place);
        MediaType type = type(headers);
        return type.name().equals(MULTIPART)
                ? changeSet(type.boundary(), content, place)
                : request(type, headers, content, place);
    }

    /// A part without a type is taken for a request.
    private static MediaType type(MimeHeaders headers) {
        String type = headers.find(CONTENT_TYPE);
        return MediaType.parse(type == null ? "application/http" : type);
    }

    private BatchItem changeSet(@Nullable String boundary, ByteRange body, String place) {
        var items = new ArrayList<BatchItem.Single>();
        var contentIds = new HashSet<String>();
        for (ByteRange part : MultipartReader.read(place, boundary, body, limits.batchRequests())) {
            BatchItem.Single request = change(part, "request " + (items.size() + 1) + " in " + place);
            if (request.contentId() != null && !contentIds.add(request.contentId())) {
                throw malformed("The Content-ID '" + request.contentId() + "' stands more than once in " + place + ".");
            }
            items.add(request);
        }
        return new BatchItem.ChangeSet(items);
    }

    private BatchItem.Single change(ByteRange part, String place) {
        var lines = new ByteLines(part);
        MimeHeaders headers = MimeHeaders.read(lines, place);
        MediaType type = type(headers);
        if (type.name().equals(MULTIPART)) {
            throw malformed("A change set must not contain a change set, but " + place + " is one.");
        }
        BatchItem.Single request = request(type, headers, content(headers, part.from(lines.next()), place), place);
        if (!CHANGING_METHODS.contains(request.method())) {
            throw malformed("The method '" + request.method() + "' is not allowed in a change set: " + place + ".");
        }
        return request;
    }

    private BatchItem.Single request(MediaType type, MimeHeaders partHeaders, ByteRange content, String place) {
        if (!type.name().equals("application/http")) {
            throw malformed("The Content-Type '" + MimeHeaders.shown(type.name()) + "' of " + place
                    + " is neither 'application/http' nor '" + MULTIPART + "'.");
        }
        if (++requests > limits.batchRequests()) {
            throw malformed("There are more than " + limits.batchRequests() + " requests in the batch.");
        }
        var lines = new ByteLines(content);
        Matcher line = requestLine(lines, place);
        MimeHeaders headers = MimeHeaders.read(lines, "the request of " + place);
        ByteRange body = content(headers, content.from(lines.next()), "the request of " + place);
        String contentId = partHeaders.find(CONTENT_ID);
        var request = new BatchItem.Single(line.group(1).toUpperCase(Locale.ROOT), line.group(2), headers.values(),
                body.isBlank() ? NO_BODY : body.copy(), contentId == null ? headers.find(CONTENT_ID) : contentId);
        requireNoBatch(request, place);
        return request;
    }

    private Matcher requestLine(ByteLines lines, String place) {
        boolean isThere = lines.advance();
        while (isThere && lines.isBlank()) {
            isThere = lines.advance();
        }
        String text = isThere ? lines.text().strip() : "";
        Matcher line = REQUEST_LINE.matcher(text);
        if (!line.matches()) {
            throw malformed("'" + MimeHeaders.shown(text) + "' in " + place
                    + " is no request line such as 'GET /api/data/v9.2/accounts HTTP/1.1'.");
        }
        if (line.group(2).length() > limits.batchUrlCharacters()) {
            throw new ServiceException(ErrorCode.URI_TOO_LONG,
                    "The URL of " + place + " is longer than " + limits.batchUrlCharacters() + " characters.");
        }
        return line;
    }

    private static void requireNoBatch(BatchItem.Single request, String place) {
        String path = request.path();
        if (BatchHandler.isBatch(path.substring(path.lastIndexOf('/') + 1))) {
            throw malformed("A batch must not contain a batch, but " + place + " is one.");
        }
    }

    /// What the header `Content-Length` covers, if there is one. Blanks and line ends may follow, because clients add some.
    private static ByteRange content(MimeHeaders headers, ByteRange content, String place) {
        String length = headers.find(CONTENT_LENGTH);
        if (length == null || length.isEmpty()) {
            return content;
        }
        long count = length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
        if (count < 0 || count > content.length() || !content.from(content.start() + (int) count).isBlank()) {
            throw malformed("The header 'Content-Length: " + MimeHeaders.shown(length) + "' of " + place
                    + " does not tell the length of the content, which is " + content.length() + " bytes.");
        }
        return content.first((int) count);
    }

    private static ServiceException malformed(String what) {
        return new ServiceException(ErrorCode.BAD_PAYLOAD, what);
    }
}
