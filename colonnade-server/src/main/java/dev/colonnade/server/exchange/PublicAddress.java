package dev.colonnade.server.exchange;

import io.helidon.webserver.http.ServerRequest;
import org.jspecify.annotations.Nullable;

/// The address by which clients reach this server: the configured one, or else the one that the client of a request used.
/// Never ends in a slash.
public final class PublicAddress {

    private final @Nullable String configured;

    /// @param configured address that a proxy shows to clients; `null` when there is none
    public PublicAddress(@Nullable String configured) {
        this.configured = configured == null ? null : withoutSlash(configured);
    }

    /// The address in the eyes of the client of a request, such as `https://localhost:8443`.
    public String of(ServerRequest request) {
        if (configured != null) {
            return configured;
        }
        return (request.isSecure() ? "https://" : "http://") + request.authority();
    }

    /// An address or audience in the form in which two are compared: without slashes at its end.
    public static String withoutSlash(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }
}
