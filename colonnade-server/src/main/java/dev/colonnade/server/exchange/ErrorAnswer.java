package dev.colonnade.server.exchange;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// How a refusal looks that is made before a door takes over: the platform's error object. Source: reference/web-api.md,
/// "Errors".
public final class ErrorAnswer {

    public static final String CONTENT_TYPE = "application/json; odata.metadata=minimal";

    private static final HeaderName ODATA_VERSION = HeaderNames.create("OData-Version");
    private static final JsonFactory JSON = new JsonFactory();

    private ErrorAnswer() {}

    /// Sends a refusal.
    public static void send(ServerResponse response, ServiceException refusal) {
        send(response, status(refusal), refusal.hex(), refusal.getMessage());
    }

    /// Sends a refusal with a status of its own.
    ///
    /// @param code the platform's number as the wire shows it
    /// @param sentence what was wrong, for the caller
    public static void send(ServerResponse response, Status status, String code, String sentence) {
        response.status(status);
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, CONTENT_TYPE));
        response.header(ODATA_VERSION, "4.0");
        response.send(body(code, sentence));
    }

    /// `{"error":{"code":"0x80040203","message":"…"}}`.
    public static byte[] body(String code, String sentence) {
        var bytes = new ByteArrayOutputStream(128 + sentence.length());
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("code", code);
            json.writeStringProperty("message", sentence);
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// The HTTP status of a refusal. Source: reference/web-api.md, "Status codes".
    public static Status status(ServiceException refusal) {
        return refusal.statusOverride() > 0
                ? Status.create(refusal.statusOverride())
                : status(refusal.code().kind());
    }

    private static Status status(ErrorCode.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> Status.BAD_REQUEST_400;
            case UNAUTHENTICATED -> Status.UNAUTHORIZED_401;
            case FORBIDDEN -> Status.FORBIDDEN_403;
            case NOT_FOUND -> Status.NOT_FOUND_404;
            case METHOD_NOT_ALLOWED -> Status.METHOD_NOT_ALLOWED_405;
            case CONFLICT -> Status.CONFLICT_409;
            case PRECONDITION_FAILED -> Status.PRECONDITION_FAILED_412;
            case TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE_413;
            case URI_TOO_LONG -> Status.REQUEST_URI_TOO_LONG_414;
            case UNSUPPORTED_MEDIA_TYPE -> Status.UNSUPPORTED_MEDIA_TYPE_415;
            case TOO_MUCH -> Status.TOO_MANY_REQUESTS_429;
            case OUR_FAULT -> Status.INTERNAL_SERVER_ERROR_500;
            case NOT_IMPLEMENTED -> Status.NOT_IMPLEMENTED_501;
            case UNAVAILABLE -> Status.SERVICE_UNAVAILABLE_503;
        };
    }
}
