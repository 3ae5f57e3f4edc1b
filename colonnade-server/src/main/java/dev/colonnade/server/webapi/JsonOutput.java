package dev.colonnade.server.webapi;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// Opens JSON for writing: compact, numbers with plain digits.
final class JsonOutput {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .recyclerPool(JsonRecyclerPools.threadLocalPool()).build();

    private JsonOutput() {}

    static JsonGenerator open(ByteArrayOutputStream bytes) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
    }
}
