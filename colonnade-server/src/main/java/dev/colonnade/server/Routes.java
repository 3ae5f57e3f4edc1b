package dev.colonnade.server;

import dev.colonnade.server.auth.Authentication;
import dev.colonnade.server.auth.OAuthEndpoints;
import dev.colonnade.server.observe.Health;
import dev.colonnade.server.webapi.WebApi;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Which path leads where. All paths need a token but those that [#isOpen] names.
final class Routes {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Colonnade</title>
            <h1>Colonnade</h1>
            <p>A server for business data and the messages that act on it runs here.</p>
            <ul>
            <li>Web API: <code>/api/data/v9.2/</code>, for clients with a bearer token; <code>./colonnade token</code> prints one
            <li>Sign-on: <a href="/common/v2.0/.well-known/openid-configuration">discovery document</a>
            <li>Health: <a href="/health/live">live</a>, <a href="/health/ready">ready</a>
            </ul>
            """;

    private final Authentication authentication;
    private final OAuthEndpoints oauth;
    private final Health health;

    Routes(Authentication authentication, OAuthEndpoints oauth, Health health) {
        this.authentication = authentication;
        this.oauth = oauth;
        this.health = health;
    }

    /// Whether a path may be asked for without a token.
    static boolean isOpen(String path) {
        return !path.startsWith(WebApi.PATH + "/")
                && (path.equals("/") || Health.serves(path) || OAuthEndpoints.serves(path));
    }

    void add(HttpRouting.Builder routing) {
        routing.addFilter(authentication).get("/", Routes::page).register(health).register(oauth);
    }

    private static void page(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.header(HeaderNames.create("Content-Security-Policy"), "default-src 'none'");
        response.send(PAGE);
    }
}
