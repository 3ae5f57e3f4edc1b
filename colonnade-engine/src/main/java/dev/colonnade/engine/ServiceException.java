package dev.colonnade.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one exception of the server: a platform code and a sentence that names the culprit. Each door turns it into its own
/// error in exactly one class.
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int number;
    private final int statusOverride;
    private final transient Map<String, String> details;

    public ServiceException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public ServiceException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, code.number(), 0, Map.of(), message, cause);
    }

    private ServiceException(ErrorCode code, int number, int statusOverride, Map<String, String> details,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.number = number;
        this.statusOverride = statusOverride;
        this.details = Map.copyOf(details);
    }

    /// A failure that a plug-in caused.
    ///
    /// @param statusOverride HTTP status that the plug-in asked for, 0 for the code's own
    /// @param details more of the failure, by key (`OperationStatus`, `SubErrorCode`, `TraceText`)
    public static ServiceException ofPlugin(ErrorCode code, String message, int statusOverride,
            Map<String, String> details, @Nullable Throwable cause) {
        return new ServiceException(code, code.number(), statusOverride, details, message, cause);
    }

    /// A fault with a number that is not in our table, as a plug-in lets it through.
    public static ServiceException ofNumber(int number, String message, @Nullable Throwable cause) {
        for (ErrorCode known : ErrorCode.values()) {
            if (known.number() == number) {
                return new ServiceException(known, message, cause);
            }
        }
        return new ServiceException(ErrorCode.ISV_ABORTED, number, 0, Map.of(), message, cause);
    }

    public ErrorCode code() {
        return code;
    }

    /// The number as the wire shows it.
    public String hex() {
        return number == 0 ? "0x0" : String.format("0x%08x", number);
    }

    /// The platform's number as a signed integer.
    public int number() {
        return number;
    }

    public int statusOverride() {
        return statusOverride;
    }

    public Map<String, String> details() {
        return details;
    }

    /// The sentence for the caller, never null.
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
