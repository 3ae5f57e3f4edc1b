package dev.colonnade.bench.limit;

import java.io.ByteArrayOutputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// JSON in and out, token by token, in the form of Colonnade's answers.
final class QueueJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool()).build();
    private static final int ROW_BYTES = 512;
    private static final String SELECTED = "queueid,name,description,emailaddress,incomingemaildeliverymethod,"
            + "ignoreunsolicitedemail,queueviewtype,numberofitems,createdon,_ownerid_value";

    private final String contexts;

    /// @param root address of the Web API, with a slash at its end
    QueueJson(String root) {
        this.contexts = root + "$metadata#";
    }

    byte[] row(QueueStore.Queue queue) {
        var bytes = new ByteArrayOutputStream(ROW_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", contexts + "queues(" + SELECTED + ")/$entity");
            members(json, queue);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    byte[] rows(List<QueueStore.Queue> queues) {
        var bytes = new ByteArrayOutputStream(ROW_BYTES * (queues.size() + 1));
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", contexts + "queues(" + SELECTED + ")");
            json.writeArrayPropertyStart("value");
            for (QueueStore.Queue queue : queues) {
                json.writeStartObject();
                members(json, queue);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void members(JsonGenerator json, QueueStore.Queue queue) {
        json.writeStringProperty("@odata.etag", "W/\"" + queue.version() + "\"");
        json.writeStringProperty("queueid", queue.id().toString());
        json.writeStringProperty("name", queue.name());
        json.writeStringProperty("description", queue.description());
        json.writeStringProperty("emailaddress", queue.emailAddress());
        json.writeNumberProperty("incomingemaildeliverymethod", queue.incomingDelivery());
        json.writeBooleanProperty("ignoreunsolicitedemail", queue.ignoresUnsolicited());
        json.writeNumberProperty("queueviewtype", queue.viewType());
        if (queue.hasItems()) {
            json.writeNumberProperty("numberofitems", queue.items());
        } else {
            json.writeNullProperty("numberofitems");
        }
        json.writeStringProperty("createdon", DateTimeFormatter.ISO_INSTANT.format(queue.createdOn()));
        json.writeStringProperty("_ownerid_value", queue.owner().toString());
    }

    static QueueStore.NewQueue newQueue(byte[] body) {
        String name = "";
        String description = "";
        String emailAddress = "";
        int incomingDelivery = 0;
        int incomingFiltering = 0;
        int outgoingDelivery = 0;
        boolean ignoresUnsolicited = false;
        int viewType = 0;
        int accessApproval = 0;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            for (String property = parser.nextName(); property != null; property = parser.nextName()) {
                JsonToken token = parser.nextToken();
                switch (property) {
                    case "name" -> name = parser.getString();
                    case "description" -> description = parser.getString();
                    case "emailaddress" -> emailAddress = parser.getString();
                    case "incomingemaildeliverymethod" -> incomingDelivery = parser.getIntValue();
                    case "incomingemailfilteringmethod" -> incomingFiltering = parser.getIntValue();
                    case "outgoingemaildeliverymethod" -> outgoingDelivery = parser.getIntValue();
                    case "ignoreunsolicitedemail" -> ignoresUnsolicited = token == JsonToken.VALUE_TRUE;
                    case "queueviewtype" -> viewType = parser.getIntValue();
                    case "emailrouteraccessapproval" -> accessApproval = parser.getIntValue();
                    default -> throw new IllegalArgumentException("There is no property '" + property + "'.");
                }
            }
        }
        return new QueueStore.NewQueue(name, description, emailAddress, incomingDelivery, incomingFiltering,
                outgoingDelivery, ignoresUnsolicited, viewType, accessApproval);
    }

    /// The action: reads its parameters, does its work and writes what it answers.
    byte[] turned(byte[] body) {
        String text = "";
        int number = 0;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            for (String property = parser.nextName(); property != null; property = parser.nextName()) {
                parser.nextToken();
                switch (property) {
                    case "Text" -> text = parser.getString();
                    case "Number" -> number = parser.getIntValue();
                    default -> throw new IllegalArgumentException("There is no parameter '" + property + "'.");
                }
            }
        }
        var bytes = new ByteArrayOutputStream(ROW_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", contexts + "Microsoft.Dynamics.CRM.bench_TurnResponse");
            json.writeStringProperty("Text", new StringBuilder(text).reverse().toString());
            json.writeNumberProperty("Number", number + 1);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
