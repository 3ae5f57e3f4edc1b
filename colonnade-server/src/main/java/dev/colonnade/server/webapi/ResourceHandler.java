package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.MessageExecutor;
import dev.colonnade.engine.message.MessageSession;
import dev.colonnade.engine.message.OrganizationSnapshot;
import java.util.List;
import java.util.UUID;

/// Answers requests, free of any HTTP server: finds what the URL names and hands the request to whoever answers for it. Safe for
/// use by several threads.
final class ResourceHandler {

    /// Degree of parallelism that clients are told to use; Microsoft's C# library refuses answers without it.
    ///
    /// Source: reference/web-api.md, "Response headers".
    private static final String PARALLEL_REQUESTS = String
            .valueOf(Math.max(4, Runtime.getRuntime().availableProcessors()));

    private final MessageExecutor executor;
    private final JsonBodies bodies;
    private final SeenUrls seen = new SeenUrls();
    private final DocumentWriter documents = new DocumentWriter();

    ResourceHandler(MessageExecutor executor) {
        this.executor = executor;
        this.bodies = new JsonBodies(executor.limits());
    }

    /// The answer to a request; a failure is one too.
    WebResponse handle(WebRequest request) {
        WebResponse response;
        try {
            requireLength(request, executor.limits());
            response = answer(request, executor.session(), ContentIds.NONE);
        } catch (RuntimeException e) {
            response = failure(e, request.headerLines("prefer"), request.requestId());
        }
        return withServiceHeaders(response, request);
    }

    /// Adds the headers that each answer of the server carries, but not the answers within a batch.
    static WebResponse withServiceHeaders(WebResponse response, WebRequest request) {
        return response.header("x-ms-service-request-id", request.requestId().toString())
                .header("x-ms-dop-hint", PARALLEL_REQUESTS);
    }

    /// The answer to a failure.
    ///
    /// @param preferLines the `Prefer` headers of the request that failed
    WebResponse failure(RuntimeException failure, List<String> preferLines, UUID requestId) {
        Annotations annotations;
        try {
            annotations = Preferences.parse(preferLines, executor.limits().pageRows()).annotations();
        } catch (ServiceException e) {
            annotations = Annotations.NONE;
        }
        return ErrorResponses.of(failure, annotations, requestId);
    }

    /// The answer to a request, in a session of whoever asks.
    ///
    /// @param contentIds the requests of the same change set that this one may refer to
    /// @throws ServiceException when the request fails
    WebResponse answer(WebRequest request, MessageSession session, ContentIds contentIds) {
        Preferences preferences = Preferences.parse(request.headerLines("prefer"), session.limits().pageRows());
        WebResponse response = answer(new Exchange(request, session, contentIds, bodies, seen, preferences));
        if (!preferences.applied().isEmpty()) {
            response.header("Preference-Applied", String.join(",", preferences.applied()));
        }
        return response;
    }

    private WebResponse answer(Exchange exchange) {
        WebRequest request = exchange.request();
        OrganizationSnapshot snapshot = exchange.snapshot();
        Resource resource = new ResourceResolver(snapshot, exchange.aliases())
                .resolve(UrlText.decodePath(request.path()));
        return switch (resource) {
            case Resource.ServiceDocument _ -> {
                requireGet(exchange);
                yield documents.service(snapshot.metadata(), request.root());
            }
            case Resource.MetadataDocument _ -> {
                requireGet(exchange);
                boolean isAnnotated = "true".equals(exchange.query().find("annotations"))
                        || exchange.preferences().annotations().isAll();
                yield documents.metadata(snapshot, isAnnotated);
            }
            case Resource.Rows(var table) -> new CollectionHandler(exchange).rows(table);
            case Resource.Row(var address) -> new RowHandler(exchange).row(address);
            case Resource.Property property -> new RowHandler(exchange).property(property);
            case Resource.Single single -> new RowHandler(exchange).single(single);
            case Resource.Related related -> new CollectionHandler(exchange).related(related);
            case Resource.Links links -> new LinkHandler(exchange).links(links);
            case Resource.Count count -> new CollectionHandler(exchange).count(count);
            case Resource.Operation operation -> new OperationHandler(exchange).call(operation);
        };
    }

    private static void requireLength(WebRequest request, Limits limits) {
        if (request.path().length() + request.query().length() > limits.urlCharacters()) {
            throw new ServiceException(ErrorCode.URI_TOO_LONG,
                    "The URL of the request is longer than " + limits.urlCharacters() + " characters.");
        }
    }

    private static void requireGet(Exchange exchange) {
        if (!exchange.request().method().equals("GET")) {
            throw exchange.methodNotAllowed();
        }
    }
}
