package dev.colonnade.engine.plugin;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.sdk.OrganizationServiceException;
import dev.colonnade.sdk.plugin.InvalidPluginExecutionException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/// Turns whatever comes out of a plug-in into the server's exception. Source: reference/event-framework.md, "Exceptions and how
/// they surface".
final class PluginFailures {

    private static final String ABORTED = "ISV code aborted the operation.";
    private static final String UNEXPECTED = "An unexpected error occurred from ISV code.";
    private static final int DETAILS_CHARACTERS_MAX = 100_000;

    private PluginFailures() {}

    /// @param origin what failed and what it traced, for the details of the error
    static ServiceException translate(Throwable thrown, Map<String, String> origin) {
        return switch (thrown) {
            case ServiceException ours -> ours;
            case InvalidPluginExecutionException refused -> refused(refused, origin);
            case OrganizationServiceException fault -> letThrough(fault);
            default -> ServiceException.ofPlugin(ErrorCode.ISV_UNEXPECTED, UNEXPECTED, 0, origin, thrown);
        };
    }

    private static ServiceException refused(InvalidPluginExecutionException refused, Map<String, String> origin) {
        var details = new HashMap<>(origin);
        details.put("OperationStatus", String.valueOf(refused.status().number()));
        details.put("SubErrorCode", String.valueOf(refused.errorCode()));
        int status = refused.httpStatus() >= 400 && refused.httpStatus() <= 599 ? refused.httpStatus() : 0;
        return ServiceException.ofPlugin(ErrorCode.ISV_ABORTED, messageOr(refused, ABORTED), status, details, refused);
    }

    /// The fault of a service call that a plug-in did not catch: the caller sees it as it was.
    private static ServiceException letThrough(OrganizationServiceException fault) {
        if (fault.getCause() instanceof ServiceException cause && cause.number() == fault.errorCode()) {
            return cause;
        }
        return ServiceException.ofNumber(fault.errorCode(), fault.getMessage(), fault);
    }

    private static String messageOr(Throwable thrown, String otherwise) {
        String message = thrown.getMessage();
        return message == null || message.isEmpty() ? otherwise : message;
    }

    /// The exception with its stack, for the trace log. Never throws, whatever the exception's own methods do.
    static String describe(Throwable thrown) {
        try {
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.getBuffer().substring(0, Math.min(text.getBuffer().length(), DETAILS_CHARACTERS_MAX));
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getName();
        }
    }
}
