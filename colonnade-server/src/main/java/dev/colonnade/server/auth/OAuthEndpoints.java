package dev.colonnade.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import dev.colonnade.server.exchange.PublicAddress;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The built-in authority: discovery documents, keys, and tokens for client credentials. It answers under every tenant name
/// alike, in the older and the newer form of the addresses, and below `/adfs`. Safe for use by several threads.
///
/// Source: reference/security.md, "OAuth", "What MSAL and ServiceClient need from an authority".
public final class OAuthEndpoints implements HttpService {

    private static final Logger LOG = LoggerFactory.getLogger(OAuthEndpoints.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FORM_BYTES_MAX = 64 * 1024;

    private static final String TENANT = "/{tenant:[A-Za-z0-9.-]+}";
    private static final Pattern OPEN = Pattern.compile("/[A-Za-z0-9.-]+(/oauth2(/v2\\.0)?/token"
            + "|(/v2\\.0)?/\\.well-known/openid-configuration|/discovery(/v2\\.0)?/keys)");

    private final Credentials credentials;
    private final TokenIssuer issuer;
    private final PublicAddress address;
    private final Set<String> ownAudiences;
    private final byte[] keys;

    /// @param ownAudiences addresses of this server, besides the one that a request uses
    public OAuthEndpoints(Credentials credentials, TokenIssuer issuer, PublicAddress address,
            Set<String> ownAudiences) {
        this.credentials = credentials;
        this.issuer = issuer;
        this.address = address;
        this.ownAudiences = ownAudiences.stream().map(PublicAddress::withoutSlash).collect(
                Collectors.toUnmodifiableSet());
        this.keys = new JWKSet(credentials.key().toPublicJWK()).toString().getBytes(UTF_8);
    }

    /// Whether a path is one of this service, which are all open.
    public static boolean serves(String path) {
        return OPEN.matcher(path).matches();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/adfs/oauth2/token", (request, response) -> token(request, response, "/adfs"))
                .get("/adfs/.well-known/openid-configuration", (request, response) -> discovery(request, response,
                        Endpoints.ADFS))
                .post(TENANT + "/oauth2/v2.0/token", (request, response) -> token(request, response, "/" + tenant(
                        request) + "/v2.0"))
                .post(TENANT + "/oauth2/token", (request, response) -> token(request, response, "/" + tenant(request)))
                .get(TENANT + "/v2.0/.well-known/openid-configuration", (request, response) -> discovery(request,
                        response, Endpoints.V2))
                .get(TENANT + "/.well-known/openid-configuration", (request, response) -> discovery(request, response,
                        Endpoints.V1))
                .get(TENANT + "/discovery/v2.0/keys", this::keys)
                .get(TENANT + "/discovery/keys", this::keys);
    }

    /// Where the endpoints of a form of the authority lie, below its tenant.
    private enum Endpoints {
        V1("", "/oauth2", "/discovery/keys"),
        V2("/v2.0", "/oauth2/v2.0", "/discovery/v2.0/keys"),
        ADFS("", "/oauth2", "/discovery/keys");

        private final String issuer;
        private final String oauth;
        private final String keys;

        Endpoints(String issuer, String oauth, String keys) {
            this.issuer = issuer;
            this.oauth = oauth;
            this.keys = keys;
        }
    }

    private void discovery(ServerRequest request, ServerResponse response, Endpoints endpoints) {
        String tenant = address.of(request) + "/" + (endpoints == Endpoints.ADFS ? "adfs" : tenant(request));
        sendJson(response, Status.OK_200, json -> {
            json.writeStringProperty("issuer", tenant + endpoints.issuer);
            json.writeStringProperty("authorization_endpoint", tenant + endpoints.oauth + "/authorize");
            json.writeStringProperty("token_endpoint", tenant + endpoints.oauth + "/token");
            json.writeStringProperty("jwks_uri", tenant + endpoints.keys);
            writeNames(json, "response_types_supported", List.of("code"));
            writeNames(json, "grant_types_supported", List.of("client_credentials"));
            writeNames(json, "token_endpoint_auth_methods_supported", List.of("client_secret_post",
                    "client_secret_basic"));
            writeNames(json, "subject_types_supported", List.of("pairwise"));
            writeNames(json, "id_token_signing_alg_values_supported", List.of("RS256"));
        });
    }

    private void keys(ServerRequest request, ServerResponse response) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send(keys);
    }

    private void token(ServerRequest request, ServerResponse response, String issuerPath) {
        try {
            Map<String, String> form = form(request);
            requireClientCredentials(form);
            String clientId = client(request, form);
            String base = address.of(request);
            var grant = new TokenIssuer.Grant(base + issuerPath, audience(form, base));
            String token = issuer.forApplication(grant, clientId);
            sendJson(response, Status.OK_200, json -> {
                json.writeStringProperty("token_type", "Bearer");
                json.writeNumberProperty("expires_in", TokenIssuer.LIFETIME.toSeconds());
                json.writeNumberProperty("ext_expires_in", TokenIssuer.LIFETIME.toSeconds());
                json.writeStringProperty("access_token", token);
            });
        } catch (Refusal e) {
            refuse(response, e);
        }
    }

    private static void requireClientCredentials(Map<String, String> form) throws Refusal {
        String grantType = form.getOrDefault("grant_type", "");
        if (grantType.isEmpty()) {
            throw new Refusal("invalid_request", "The parameter 'grant_type' is missing.");
        }
        if (!grantType.equals("client_credentials")) {
            throw new Refusal("unsupported_grant_type", "This authority gives tokens for 'client_credentials' only.");
        }
    }

    private String client(ServerRequest request, Map<String, String> form) throws Refusal {
        String clientId = form.getOrDefault("client_id", "");
        String secret = form.getOrDefault("client_secret", "");
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            String[] pair = basic(header.substring(6).strip());
            clientId = pair[0];
            secret = pair[1];
        }
        if (clientId.isEmpty() || secret.isEmpty()) {
            throw new Refusal("invalid_client", "The client id or the client secret is missing.");
        }
        // The hash is taken for unknown clients too, so that the time of the answer does not tell which exist.
        boolean isRight = credentials.secretHash().matches(secret);
        if (!isRight || !clientId.equalsIgnoreCase(credentials.clientId().toString())) {
            LOG.warn("A client failed to sign in at the token endpoint.");
            throw new Refusal("invalid_client", "The client id or the client secret is wrong.");
        }
        return credentials.clientId().toString();
    }

    private static String[] basic(String encoded) throws Refusal {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw new Refusal("invalid_client", "The 'Authorization' header holds no client id and secret.");
            }
            return new String[]{decode(pair.substring(0, colon)), decode(pair.substring(colon + 1))};
        } catch (IllegalArgumentException e) {
            throw new Refusal("invalid_client", "The 'Authorization' header cannot be read.");
        }
    }

    /// The server a token is meant for: of `scope` (`https://host/.default`, `https://host//user_impersonation`) or `resource`
    /// (`https://host/`). Scopes of other resources beside ours are ignored; with none at all, ours is meant.
    private String audience(Map<String, String> form, String base) throws Refusal {
        String resource = form.getOrDefault("resource", "");
        List<String> asked = resource.isEmpty()
                ? List.of(form.getOrDefault("scope", "").strip().split("\\s+"))
                : List.of(resource);
        boolean namesResource = false;
        for (String each : asked) {
            if (!each.contains("://")) {
                continue;
            }
            namesResource = true;
            String server = PublicAddress.withoutSlash(each.replaceFirst("/+(\\.default|user_impersonation)$", ""));
            if (server.equals(base) || ownAudiences.contains(server)) {
                return server;
            }
        }
        if (namesResource) {
            throw new Refusal("invalid_scope",
                    "No resource that was asked for is this server, which is known as " + base
                            + ".");
        }
        return base;
    }

    private static Map<String, String> form(ServerRequest request) throws Refusal {
        byte[] bytes;
        try (var input = request.content().inputStream()) {
            bytes = input.readNBytes(FORM_BYTES_MAX + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > FORM_BYTES_MAX) {
            throw new Refusal("invalid_request", "The form is larger than " + FORM_BYTES_MAX + " bytes.");
        }
        var form = new HashMap<String, String>();
        try {
            for (String pair : new String(bytes, UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal("invalid_request", "The form cannot be read.");
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static void refuse(ServerResponse response, Refusal refusal) {
        Status status = refusal.error.equals("invalid_client") ? Status.UNAUTHORIZED_401 : Status.BAD_REQUEST_400;
        sendJson(response, status, json -> {
            json.writeStringProperty("error", refusal.error);
            json.writeStringProperty("error_description", refusal.sentence);
        });
    }

    private static String tenant(ServerRequest request) {
        return request.path().pathParameters().get("tenant");
    }

    private static void writeNames(JsonGenerator json, String property, List<String> names) {
        json.writeArrayPropertyStart(property);
        names.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void sendJson(ServerResponse response, Status status, JsonBody body) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        }
        response.status(status);
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(bytes.toByteArray());
    }

    @FunctionalInterface
    private interface JsonBody {
        void write(JsonGenerator json);
    }

    /// A refusal in the words of OAuth 2.0 (RFC 6749, 5.2), which differ from the platform's.
    private static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final String error;
        private final String sentence;

        Refusal(String error, String sentence) {
            super(error, null, false, false);
            this.error = error;
            this.sentence = sentence;
        }
    }
}
