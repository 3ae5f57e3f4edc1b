package dev.colonnade.server.auth;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.server.exchange.ErrorAnswer;
import dev.colonnade.server.exchange.PublicAddress;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lets a request in when it carries a good token, and leaves its [Caller] in the request's context. Every path needs a token
/// but the ones that are named open, so that a forgotten route is closed. Safe for use by several threads.
///
/// Source: reference/security.md, "OAuth", "Discovery of the authority", "Tokens and users", "Impersonation".
public final class Authentication implements Filter {

    private static final HeaderName CALLER_ID = HeaderNames.create("MSCRMCallerID");
    private static final HeaderName CALLER_OBJECT_ID = HeaderNames.create("CallerObjectId");
    private static final String SCHEME = "Bearer ";
    private static final UUID NOBODY = new UUID(0, 0);

    private final TokenVerifier verifier;
    private final UserDirectory users;
    private final Credentials credentials;
    private final PublicAddress address;
    private final Predicate<String> isOpen;

    /// @param isOpen paths that need no token
    public Authentication(TokenVerifier verifier, UserDirectory users, Credentials credentials, PublicAddress address,
            Predicate<String> isOpen) {
        this.verifier = verifier;
        this.users = users;
        this.credentials = credentials;
        this.address = address;
        this.isOpen = isOpen;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!isOpen.test(request.path().path())) {
            try {
                request.context().register(caller(request));
            } catch (ServiceException e) {
                refuse(request, response, e);
                return;
            }
        }
        chain.proceed();
    }

    private Caller caller(ServerRequest request) {
        SignIn signIn = verifier.verify(token(request), address.of(request));
        UUID userId = userId(signIn);
        String userAgent = request.headers().first(HeaderNames.USER_AGENT).orElse("");
        UUID other = impersonated(request);
        if (other == null || other.equals(userId)) {
            return new Caller(userId, userId, userId, false, userAgent, signIn.isApplication());
        }
        users.requireImpersonator(userId);
        return new Caller(other, other, userId, false, userAgent, signIn.isApplication());
    }

    private static String token(ServerRequest request) {
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ServiceException(ErrorCode.REQUEST_IS_NOT_AUTHENTICATED,
                    "The request carries no bearer token in its 'Authorization' header.");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private UUID userId(SignIn signIn) {
        UUID userId = signIn.isApplication() ? applicationUser(signIn) : person(signIn);
        if (userId == null) {
            throw new ServiceException(ErrorCode.USER_NOT_MEMBER_OF_ORG,
                    "The user is not a member of the organization: "
                            + (signIn.isApplication()
                                    ? "no user has the application id '" + signIn.applicationId() + "'."
                                    : "no user has the name '" + signIn.userName() + "' or the object id '"
                                            + signIn.objectId()
                                            + "'."));
        }
        return userId;
    }

    private @Nullable UUID applicationUser(SignIn signIn) {
        if (signIn.isOurs() && credentials.clientId().toString().equalsIgnoreCase(signIn.applicationId())) {
            return users.administratorId();
        }
        UUID userId = find("applicationid", signIn.applicationId());
        return userId == null ? find("azureactivedirectoryobjectid", signIn.objectId()) : userId;
    }

    private @Nullable UUID person(SignIn signIn) {
        UUID userId = find("azureactivedirectoryobjectid", signIn.objectId());
        return userId == null ? find("domainname", signIn.userName()) : userId;
    }

    private @Nullable UUID find(String column, @Nullable String value) {
        return value == null ? null : users.findUser(column, value);
    }

    /// The user in whose name the request is made. An empty or all-zero header means nobody; `CallerObjectId` wins over
    /// `MSCRMCallerID`.
    private @Nullable UUID impersonated(ServerRequest request) {
        UUID objectId = guid(request, CALLER_OBJECT_ID);
        if (objectId != null) {
            return requireKnown(CALLER_OBJECT_ID, objectId, users.findUser("azureactivedirectoryobjectid", objectId
                    .toString()));
        }
        UUID userId = guid(request, CALLER_ID);
        if (userId != null) {
            return requireKnown(CALLER_ID, userId, users.exists(userId) ? userId : null);
        }
        return null;
    }

    private static UUID requireKnown(HeaderName header, UUID value, @Nullable UUID userId) {
        if (userId == null) {
            throw new ServiceException(ErrorCode.USER_NOT_MEMBER_OF_ORG, "The user of the header '" + header
                    .defaultCase() + "' is not a member of the organization: " + value + ".");
        }
        return userId;
    }

    private static @Nullable UUID guid(ServerRequest request, HeaderName header) {
        String text = request.headers().first(header).orElse("").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            UUID value = UUID.fromString(text);
            return value.equals(NOBODY) ? null : value;
        } catch (IllegalArgumentException e) {
            throw new ServiceException(ErrorCode.INVALID_ARGUMENT, "The header '" + header.defaultCase()
                    + "' is not a GUID.", e);
        }
    }

    private void refuse(RoutingRequest request, RoutingResponse response, ServiceException refusal) {
        if (refusal.code().kind() == ErrorCode.Kind.UNAUTHENTICATED) {
            response.header(HeaderNames.WWW_AUTHENTICATE, challenge(address.of(request)));
        }
        ErrorAnswer.send(response, refusal);
    }

    /// Clients of the platform learn from it which authority to ask. Source: reference/security.md, "Discovery of the
    /// authority".
    private String challenge(String base) {
        return "Bearer authorization_uri=" + base + "/" + credentials.tenantId() + "/oauth2/authorize, resource_id="
                + base + "/";
    }
}
