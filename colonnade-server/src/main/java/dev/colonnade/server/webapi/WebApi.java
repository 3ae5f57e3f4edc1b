package dev.colonnade.server.webapi;

import dev.colonnade.engine.Cancellation;
import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.MessageExecutor;
import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.server.exchange.ClientWatch;
import dev.colonnade.server.exchange.PublicAddress;
import dev.colonnade.server.exchange.RequestId;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The Web API: `/api/data/v9.2/…`, and `/api/v9.2/…` for it. To be registered at `/api`, behind the authentication, which leaves
/// the [Caller] in the request's context. Safe for use by several threads.
///
/// Source: reference/web-api.md, "URLs and versions".
public final class WebApi implements HttpService {

    /// Where the service is registered.
    public static final String PATH = "/api";

    private static final byte[] NO_BODY = {};

    /// The headers of answers, which are few.
    private final Map<String, HeaderName> headerNames = new ConcurrentHashMap<>();

    private final ResourceHandler handler;
    private final BatchHandler batches;
    private final PublicAddress address;
    private final ClientWatch clients;
    private final int bodyBytesMax;

    public WebApi(Organization organization, PublicAddress address, ClientWatch clients) {
        MessageExecutor executor = organization.executor();
        this.handler = new ResourceHandler(executor);
        this.batches = new BatchHandler(executor, handler);
        this.address = address;
        this.clients = clients;
        this.bodyBytesMax = executor.limits().bodyBytes();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        UUID requestId = request.context().get(RequestId.class).map(RequestId::value).orElseGet(UUID::randomUUID);
        WebResponse answer;
        try (ClientWatch.Waiting client = clients.watch()) {
            WebRequest read = read(request, requestId, client.cancellation());
            answer = BatchHandler.isBatch(read.path()) ? batches.handle(read) : handler.handle(read);
        } catch (RuntimeException e) {
            answer = ErrorResponses.of(e, Annotations.NONE, requestId);
        }
        send(response, answer);
    }

    private WebRequest read(ServerRequest request, UUID requestId, Cancellation cancellation) {
        Caller caller = request.context().get(Caller.class).orElseThrow(
                () -> new ServiceException(ErrorCode.REQUEST_IS_NOT_AUTHENTICATED, "Request is not authenticated."));
        ServicePath path = ServicePath.parse(request.prologue().uriPath().rawPath());
        return new WebRequest(request.prologue().method().text().toUpperCase(Locale.ROOT),
                ServiceRoot.of(address.of(request), path.version()), path.resource(),
                request.prologue().query().rawValue(), headers(request), body(request), caller, requestId,
                cancellation);
    }

    private static Map<String, List<String>> headers(ServerRequest request) {
        var headers = new HashMap<String, List<String>>();
        for (Header header : request.headers()) {
            headers.put(header.headerName().lowerCase(), header.allValues());
        }
        return headers;
    }

    private byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return NO_BODY;
        }
        // Who says how much it sends needs no more room than that.
        long announced = request.headers().contentLength().orElse(bodyBytesMax);
        try (InputStream content = request.content().inputStream()) {
            byte[] body = content.readNBytes((int) Math.min(announced, bodyBytesMax));
            if (content.read() >= 0) {
                throw new ServiceException(ErrorCode.PAYLOAD_TOO_LARGE,
                        "The body of the request is larger than " + bodyBytesMax + " bytes.");
            }
            return body;
        } catch (IOException e) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, "The body of the request cannot be read.", e);
        }
    }

    private void send(ServerResponse response, WebResponse answer) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderValues.create(headerName(name), value)));
        if (answer.body().length == 0) {
            response.send();
        } else {
            response.send(answer.body());
        }
    }

    private HeaderName headerName(String name) {
        HeaderName known = headerNames.get(name);
        return known != null ? known : headerNames.computeIfAbsent(name, HeaderNames::create);
    }
}
