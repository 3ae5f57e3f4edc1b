package dev.colonnade.server.observe;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.BooleanSupplier;

/// `/health/live`: the process answers. `/health/ready`: it takes requests, and its database answers.
public final class Health implements HttpService {

    private static final String UP = "{\"status\":\"UP\"}";
    private static final String DOWN = "{\"status\":\"DOWN\"}";

    private final BooleanSupplier isReady;

    public Health(BooleanSupplier isReady) {
        this.isReady = isReady;
    }

    /// Whether a path is one of this service, which are open.
    public static boolean serves(String path) {
        return path.equals("/health/live") || path.equals("/health/ready");
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/health/live", (request, response) -> send(response, true))
                .get("/health/ready", (request, response) -> send(response, isReady.getAsBoolean()));
    }

    private static void send(ServerResponse response, boolean isUp) {
        response.status(isUp ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.send(isUp ? UP : DOWN);
    }
}
