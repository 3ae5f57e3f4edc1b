package dev.colonnade.server.exchange;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lets scripts in browsers that come from other origins call the doors, for the origins that were named. A request of another
/// origin is carried out as ever, since a token is needed for it anyway, but the browser keeps its answer from the script; its
/// preflight is refused. Cookies play no part.
///
/// Source: reference/web-api.md, "Response headers".
public final class CrossOrigin implements Filter {

    private static final HeaderName ALLOW_ORIGIN = HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
    private static final HeaderName ALLOW_METHODS = HeaderNames.ACCESS_CONTROL_ALLOW_METHODS;
    private static final HeaderName ALLOW_HEADERS = HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS;
    private static final HeaderName EXPOSE_HEADERS = HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS;
    private static final HeaderName MAX_AGE = HeaderNames.ACCESS_CONTROL_MAX_AGE;

    private static final String METHODS = "GET, POST, PATCH, PUT, DELETE";
    /// What a script may send when its preflight names nothing.
    private static final String HEADERS = "authorization, content-type, accept, odata-version, odata-maxversion, prefer,"
            + " if-match, if-none-match, callerobjectid, mscrmcallerid, consistency";
    private static final String EXPOSED = "OData-EntityId, OData-Version, Location, ETag, Preference-Applied, REQ_ID,"
            + " Retry-After, x-ms-service-request-id, x-ms-file-size, x-ms-file-name, x-ms-chunk-size, mimetype";
    /// Browsers ask anew after two hours at the latest.
    private static final String SECONDS = "7200";
    private static final Pattern NAMES = Pattern
            .compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+(\\s*,\\s*[A-Za-z0-9!#$%&'*+.^_`|~-]+)*");

    private final Set<String> origins;

    /// @param origins origins as browsers send them, such as `https://app.example:8080`
    public CrossOrigin(Collection<String> origins) {
        this.origins = origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors
                .toUnmodifiableSet());
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
        response.header(HeaderNames.VARY, "Origin");
        boolean isAllowed = origins.contains(origin.toLowerCase(Locale.ROOT));
        if (isAllowed) {
            response.header(ALLOW_ORIGIN, origin);
            response.header(EXPOSE_HEADERS, EXPOSED);
        }
        if (!isPreflight(request)) {
            chain.proceed();
        } else if (isAllowed) {
            response.header(ALLOW_METHODS, METHODS);
            response.header(ALLOW_HEADERS, headers(request));
            response.header(MAX_AGE, SECONDS);
            response.status(Status.NO_CONTENT_204).send();
        } else {
            ErrorAnswer.send(response, Status.FORBIDDEN_403, "0x80060888",
                    "Scripts of the origin '" + origin + "' may not call this server.");
        }
    }

    private static boolean isPreflight(RoutingRequest request) {
        return request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(HeaderNames.ORIGIN)
                && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /// Headers that a script wants to send are its own business; what they mean is checked where they are read.
    private static String headers(RoutingRequest request) {
        String asked = request.headers().first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS).orElse("");
        return NAMES.matcher(asked).matches() ? asked : HEADERS;
    }
}
