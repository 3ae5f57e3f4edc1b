package dev.colonnade.sdk.plugin;

import org.jspecify.annotations.Nullable;

/// Refuses the operation; its message reaches the caller unchanged, with the code `0x80040265`.
public final class InvalidPluginExecutionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final OperationStatus status;
    private final int errorCode;
    private final int httpStatus;

    public InvalidPluginExecutionException() {
        this(OperationStatus.FAILED, 0, "", 0, null);
    }

    public InvalidPluginExecutionException(String message) {
        this(OperationStatus.FAILED, 0, message, 0, null);
    }

    public InvalidPluginExecutionException(String message, @Nullable Throwable cause) {
        this(OperationStatus.FAILED, 0, message, 0, cause);
    }

    public InvalidPluginExecutionException(OperationStatus status, int errorCode, String message) {
        this(status, errorCode, message, 0, null);
    }

    /// @param httpStatus status of the HTTP answer
    public InvalidPluginExecutionException(String message, int httpStatus) {
        this(OperationStatus.FAILED, 0, message, httpStatus, null);
    }

    /// @param errorCode a number of the plug-in's own; the caller sees it as the sub error code
    /// @param httpStatus status of the HTTP answer, one of the 4xx and 5xx; 0 for the default, 400
    public InvalidPluginExecutionException(OperationStatus status, int errorCode, String message, int httpStatus,
            @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.errorCode = errorCode;
        this.httpStatus = httpStatus;
    }

    public OperationStatus status() {
        return status;
    }

    public int errorCode() {
        return errorCode;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
