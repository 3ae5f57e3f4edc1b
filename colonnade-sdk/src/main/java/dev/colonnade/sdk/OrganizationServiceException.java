package dev.colonnade.sdk;

import org.jspecify.annotations.Nullable;

/// A message failed; carries the platform's error code.
public class OrganizationServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int errorCode;

    /// @param errorCode the platform's number, e.g. `0x80040217`
    public OrganizationServiceException(int errorCode, String message) {
        this(errorCode, message, null);
    }

    public OrganizationServiceException(int errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
    }

    /// The platform's number as a signed integer: `0x80040217` is -2147220969.
    public final int errorCode() {
        return errorCode;
    }

    /// The message text, never null.
    @Override
    public final String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
