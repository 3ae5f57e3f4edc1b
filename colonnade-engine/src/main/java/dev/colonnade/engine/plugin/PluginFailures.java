package dev.colonnade.engine.plugin;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.PluginLimits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.containment.Stop;
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
    private static final long MEBIBYTE = 1024 * 1024;

    private PluginFailures() {}

    /// How an execution failed, without the objects that the plug-in threw.
    ///
    /// @param error what the caller gets
    /// @param isPlugins whether the failure is the plug-in's own, so that its origin is told
    /// @param description the exception with its stack, for the trace log
    record Failure(ServiceException error, boolean isPlugins, String description) {

        /// @param origin what failed and what it traced, for the details of the error
        ServiceException from(Map<String, String> origin) {
            if (!isPlugins) {
                return error;
            }
            var details = new HashMap<>(origin);
            details.putAll(error.details());
            return ServiceException.ofPlugin(error.code(), error.getMessage(), error.statusOverride(), details, error
                    .getCause());
        }
    }

    /// Reads what was thrown. Its methods may be the plug-in's, so this belongs to the execution that is watched.
    static Failure read(Throwable thrown, String typeName) {
        String description = describe(thrown);
        return switch (thrown) {
            case ServiceException ours -> new Failure(ours, false, description);
            case InvalidPluginExecutionException refused -> new Failure(refused(refused), true, description);
            case OrganizationServiceException fault -> new Failure(letThrough(fault), false, description);
            case StackOverflowError _ -> new Failure(crashed(thrown, "The plug-in '" + typeName
                    + "' failed: it recursed deeper than the stack allows."), true, description);
            case OutOfMemoryError _ -> new Failure(crashed(thrown, "The plug-in '" + typeName
                    + "' failed: it asked for more memory than there is."), true, description);
            default -> new Failure(ServiceException.ofPlugin(ErrorCode.ISV_UNEXPECTED, UNEXPECTED, 0, Map.of(),
                    PluginThrowable.of(thrown)), true, description);
        };
    }

    /// The platform's worker process ends in such a case.
    private static ServiceException crashed(Throwable thrown, String sentence) {
        return ServiceException.ofPlugin(ErrorCode.SANDBOX_WORKER_NOT_AVAILABLE, sentence, 0, Map.of(),
                PluginThrowable.of(thrown));
    }

    private static ServiceException refused(InvalidPluginExecutionException refused) {
        Map<String, String> details = Map.of("OperationStatus", String.valueOf(refused.status().number()),
                "SubErrorCode", String.valueOf(refused.errorCode()));
        int status = refused.httpStatus() >= 400 && refused.httpStatus() <= 599 ? refused.httpStatus() : 0;
        String message = refused.getMessage();
        return ServiceException.ofPlugin(ErrorCode.ISV_ABORTED, message == null || message.isEmpty()
                ? ABORTED
                : message, status, details, PluginThrowable.of(refused));
    }

    /// The fault of a service call that a plug-in did not catch: the caller sees it as it was.
    private static ServiceException letThrough(OrganizationServiceException fault) {
        if (fault.getCause() instanceof ServiceException cause && cause.number() == fault.errorCode()) {
            return cause;
        }
        return ServiceException.ofNumber(fault.errorCode(), fault.getMessage(), PluginThrowable.of(fault));
    }

    /// The failure of an execution that was stopped, whatever came out of it.
    static Failure stopped(Stop stop, String typeName, PluginLimits limits) {
        ServiceException error = switch (stop.reason()) {
            case TIME -> new ServiceException(ErrorCode.SANDBOX_HOST_PLUGIN_TIMEOUT, "The plug-in '" + typeName
                    + "' was stopped: the operation took longer than " + seconds(limits)
                    + ", the time that an operation has with its plug-ins.");
            case ALLOCATION -> new ServiceException(ErrorCode.SANDBOX_WORKER_NOT_AVAILABLE, "The plug-in '" + typeName
                    + "' was stopped: it asked for more memory than the " + limits.allocationBytes() / MEBIBYTE
                    + " MiB that the plug-ins of an operation may allocate in all.");
            case CODE_CLOSED -> new ServiceException(ErrorCode.SANDBOX_WORKER_NOT_AVAILABLE, "The plug-in '" + typeName
                    + "' was stopped: another execution of its assembly could not be ended.");
            case SHUTDOWN -> new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "The plug-in '" + typeName
                    + "' was stopped because the server stops.");
        };
        return new Failure(error, true, error.getMessage() + "\n" + stop.place());
    }

    private static String seconds(PluginLimits limits) {
        double seconds = limits.time().toMillis() / 1000.0;
        return seconds == Math.rint(seconds) ? Math.round(seconds) + " seconds" : seconds + " seconds";
    }

    /// The exception with its stack, for the trace log. Never throws, whatever the exception's own methods do.
    private static String describe(Throwable thrown) {
        try {
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.getBuffer().substring(0, Math.min(text.getBuffer().length(), DETAILS_CHARACTERS_MAX));
        } catch (RuntimeException | Error e) {
            return thrown.getClass().getName();
        }
    }
}
