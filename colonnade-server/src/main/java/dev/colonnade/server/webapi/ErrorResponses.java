package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/// Turns failures into answers; the one place of this door that does. What is not a [ServiceException] is logged with its stack
/// and the request's id, and its text stays here.
///
/// Source: reference/web-api.md, "Status codes", "Errors".
final class ErrorResponses {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);
    private static final String PREFIX = "Microsoft.PowerApps.CDS.";
    private static final String DETAILS = PREFIX + "ErrorDetails.";
    private static final String TRACE_TEXT = "TraceText";
    private static final String HELP = "http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a";

    private ErrorResponses() {}

    /// @param annotations which annotations the error object carries
    static WebResponse of(Throwable failure, Annotations annotations, UUID requestId) {
        if (failure instanceof ServiceException refusal) {
            if (refusal.code().kind() == ErrorCode.Kind.OUR_FAULT) {
                LOG.error("Request {} failed", requestId, failure);
            }
            return answer(refusal, annotations, requestId);
        }
        LOG.error("Request {} failed unexpectedly", requestId, failure);
        return answer(new ServiceException(ErrorCode.UNEXPECTED,
                "An unexpected error occurred. Request id: " + requestId + "."), annotations, requestId);
    }

    private static WebResponse answer(ServiceException refusal, Annotations annotations, UUID requestId) {
        int status = refusal.statusOverride() > 0 ? refusal.statusOverride() : status(refusal.code().kind());
        return WebResponse.json(status, body(refusal, annotations)).header("REQ_ID", requestId.toString());
    }

    static int status(ErrorCode.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case CONFLICT -> 409;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case URI_TOO_LONG -> 414;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case TOO_MUCH -> 429;
            case OUR_FAULT -> 500;
            case NOT_IMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
        };
    }

    private static byte[] body(ServiceException refusal, Annotations annotations) {
        String code = refusal.code() == ErrorCode.NO_HTTP_RESOURCE ? "" : refusal.hex();
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JsonOutput.open(bytes)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("code", code);
            json.writeStringProperty("message", refusal.getMessage());
            if (!annotations.isEmpty()) {
                details(json, refusal, annotations);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void details(JsonGenerator json, ServiceException refusal, Annotations annotations) {
        for (Map.Entry<String, String> detail : refusal.details().entrySet()) {
            if (!detail.getKey().equals(TRACE_TEXT)) {
                annotation(json, annotations, DETAILS + detail.getKey(), detail.getValue());
            }
        }
        annotation(json, annotations, PREFIX + "HelpLink",
                HELP + refusal.hex().substring("0x".length()) + "&client=platform");
        annotation(json, annotations, PREFIX + TRACE_TEXT, refusal.details().getOrDefault(TRACE_TEXT, ""));
        annotation(json, annotations, PREFIX + "InnerError.Message", refusal.getMessage());
    }

    private static void annotation(JsonGenerator json, Annotations annotations, String name, String value) {
        if (annotations.includes(name)) {
            json.writeStringProperty("@" + name, value);
        }
    }
}
