package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.MessageExecutor;
import dev.colonnade.engine.message.MessageSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Answers batches: runs their requests in order, each change set in one transaction. Safe for use by several threads.
///
/// Source: reference/web-api.md, "$batch".
final class BatchHandler {

    private static final String PATH = "$batch";

    private static final int FAILURE = 400;

    private final MessageExecutor executor;
    private final ResourceHandler handler;

    BatchHandler(MessageExecutor executor, ResourceHandler handler) {
        this.executor = executor;
        this.handler = handler;
    }

    /// @param path below the version, not decoded
    static boolean isBatch(String path) {
        return path.equals(PATH) || path.equalsIgnoreCase("%24batch");
    }

    /// The answer to a batch; a failure is one too.
    WebResponse handle(WebRequest batch) {
        WebResponse response;
        try {
            response = answer(batch);
        } catch (RuntimeException e) {
            response = handler.failure(e, batch.headerLines("prefer"), batch.requestId());
        }
        return ResourceHandler.withServiceHeaders(response, batch);
    }

    private WebResponse answer(WebRequest batch) {
        if (!batch.method().equals("POST")) {
            throw new ServiceException(ErrorCode.INVALID_OPERATION,
                    "The method '" + batch.method() + "' is not allowed for the resource '" + PATH + "'.");
        }
        Preferences preferences = Preferences.parse(batch.headerLines("prefer"), executor.limits().pageRows());
        List<BatchItem> items = BatchReader.read(batch.header("content-type"), batch.body(), executor.limits());
        var writer = new BatchWriter();
        int status = 200;
        for (BatchItem item : items) {
            int answered = switch (item) {
                case BatchItem.Single request -> single(batch, request, writer);
                case BatchItem.ChangeSet(var requests) -> changeSet(batch, requests, writer);
            };
            if (answered >= FAILURE && !preferences.continuesOnError()) {
                // The failed request is the last one, and its status that of the whole.
                status = answered;
                break;
            }
        }
        WebResponse response = WebResponse.of(status, writer.contentType(), writer.finish());
        return preferences.applied().isEmpty()
                ? response
                : response.header("Preference-Applied", String.join(",", preferences.applied()));
    }

    /// @return the status of the answer
    private int single(WebRequest batch, BatchItem.Single request, BatchWriter writer) {
        WebResponse response;
        try {
            requireRoom(request, writer.bytes());
            response = handler.answer(toWebRequest(batch, request, ContentIds.NONE), executor.session(),
                    ContentIds.NONE);
        } catch (RuntimeException e) {
            response = failure(batch, request, e);
        }
        writer.single(new BatchWriter.Answer(request.contentId(), response));
        return response.status();
    }

    /// Reads can answer far more than what was sent; what is held in memory for a batch must end somewhere.
    private void requireRoom(BatchItem.Single request, int bytesWritten) {
        int max = executor.limits().batchAnswerBytes();
        if (request.method().equals("GET") && bytesWritten >= max) {
            throw new ServiceException(ErrorCode.PAYLOAD_TOO_LARGE, "The answers of the batch are larger than " + max
                    + " bytes; send the requests that are left in another batch.");
        }
    }

    /// @return the status of the last answer
    private int changeSet(WebRequest batch, List<BatchItem.Single> requests, BatchWriter writer) {
        List<BatchWriter.Answer> answers = new ArrayList<>();
        if (!requests.isEmpty()) {
            try {
                executor.transactionally(session -> {
                    run(batch, requests, session, answers);
                    return answers;
                });
            } catch (RuntimeException e) {
                // The request that failed; when the commit did, the last one. Nothing of the others is left to tell.
                BatchItem.Single failed = requests.get(Math.min(answers.size(), requests.size() - 1));
                answers.clear();
                answers.add(new BatchWriter.Answer(failed.contentId(), failure(batch, failed, e)));
            }
        }
        writer.changeSet(answers);
        return answers.isEmpty() ? 200 : answers.getLast().response().status();
    }

    private void run(WebRequest batch, List<BatchItem.Single> requests, MessageSession session,
            List<BatchWriter.Answer> answers) {
        var contentIds = ContentIds.empty();
        for (BatchItem.Single request : requests) {
            WebRequest read = toWebRequest(batch, request, contentIds);
            WebResponse response = handler.answer(read, session, contentIds);
            answers.add(new BatchWriter.Answer(request.contentId(), response));
            String record = response.recordUrl();
            if (request.contentId() != null && record != null) {
                contentIds.declare(request.contentId(), record.substring(read.root().url().length()));
            }
        }
    }

    private WebResponse failure(WebRequest batch, BatchItem.Single request, RuntimeException e) {
        return handler.failure(e, request.preferLines(), batch.requestId());
    }

    /// A request of a batch as one of its own. Its URL is relative to the batch, an absolute path, or a whole URL, whose host means
    /// nothing here.
    private static WebRequest toWebRequest(WebRequest batch, BatchItem.Single request, ContentIds contentIds) {
        String path = withoutHost(request.path());
        boolean isReference = path.startsWith("/$");
        if (!path.startsWith("/") || isReference) {
            return toWebRequest(batch, request, batch.root(), contentIds.resolve(path));
        }
        ServicePath absolute = ServicePath.parse(path);
        return toWebRequest(batch, request, batch.root().withVersion(absolute.version()),
                contentIds.resolve(absolute.resource()));
    }

    private static String withoutHost(String url) {
        String start = url.substring(0, Math.min(url.length(), "https://".length())).toLowerCase(Locale.ROOT);
        if (!start.startsWith("http://") && !start.equals("https://")) {
            return url;
        }
        int slash = url.indexOf('/', url.indexOf("://") + "://".length());
        return slash < 0 ? "/" : url.substring(slash);
    }

    private static WebRequest toWebRequest(WebRequest batch, BatchItem.Single request, ServiceRoot root, String path) {
        return new WebRequest(request.method(), root, path, request.query(), request.headers(), request.body(),
                batch.caller(), batch.requestId(), batch.cancellation());
    }
}
