package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.ParameterCollection;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Calls functions and actions, custom APIs among them.
///
/// Source: reference/web-api.md, "Functions and actions"; reference/custom-api.md, "Calling through the Web API".
final class OperationHandler {

    private final Exchange exchange;

    OperationHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    WebResponse call(Resource.Operation operation) {
        MessageDefinition message = operation.message();
        requireMethod(message);
        var request = new OrganizationRequest(message.name(), parameters(operation));
        if (operation.target() != null) {
            // The binding comes from the URL, whatever the caller names so.
            EntityReference target = exchange.reference(operation.target());
            request.set("Target", new EntityReference(target.logicalName(), exchange.id(target)));
        }
        if (operation.collection() != null && message.boundTable() == null) {
            requireRowsOf(operation.collection(), request);
        }
        OrganizationResponse response = exchange.execute(request);
        return answer(message, response.results());
    }

    /// An operation of all tables takes rows of the table that its URL names.
    private static void requireRowsOf(Table table, OrganizationRequest request) {
        for (String name : request.parameters().names()) {
            if (request.parameters().get(name) instanceof EntityCollection rows) {
                for (Entity row : rows) {
                    if (!row.logicalName().equals(table.logicalName())) {
                        throw JsonBodies.badPayload(request.requestName(), "Microsoft.OData.ODataException: A value"
                                + " with type '" + EdmNames.NAMESPACE + row.logicalName() + "' was found in '" + name
                                + "' where '" + EdmNames.typeName(table) + "' is expected.");
                    }
                }
            }
        }
    }

    private void requireMethod(MessageDefinition message) {
        if (!exchange.request().method().equals(message.isFunction() ? "GET" : "POST")) {
            throw new ServiceException(ErrorCode.NO_HTTP_RESOURCE, "No HTTP resource was found that matches the request"
                    + " URI '" + exchange.request().url() + "'.");
        }
    }

    private ParameterCollection parameters(Resource.Operation operation) {
        MessageDefinition message = operation.message();
        var reader = new ArgumentReader(exchange.metadata(), exchange.links(), message);
        List<PathSegment.Argument> arguments = operation.arguments();
        if (message.isFunction()) {
            return reader.arguments(withoutEmpty(arguments), exchange.aliases());
        }
        if (arguments != null && !arguments.isEmpty()) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The action '" + message.name() + "' takes its parameters in the body, not in the URL.");
        }
        return exchange.request().body().length == 0
                ? new ParameterCollection()
                : reader.body(exchange.body(message.name()));
    }

    private static List<PathSegment.Argument> withoutEmpty(@Nullable List<PathSegment.Argument> arguments) {
        return arguments == null ? List.of() : arguments;
    }

    private WebResponse answer(MessageDefinition message, ParameterCollection results) {
        var bytes = new ByteArrayOutputStream(1024);
        boolean hasBody;
        try (JsonGenerator json = JsonOutput.open(bytes)) {
            hasBody = new OperationWriter(exchange.metadata(), exchange.root(), exchange.entityWriter())
                    .write(json, message, results);
        }
        return hasBody
                ? WebResponse.json(200, bytes.toByteArray())
                : WebResponse.noContent().header("Content-Type", WebResponse.JSON);
    }
}
