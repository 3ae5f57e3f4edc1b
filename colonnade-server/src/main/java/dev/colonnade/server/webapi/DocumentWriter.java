package dev.colonnade.server.webapi;

import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The two documents that describe the service: the list of entity sets, and `$metadata`. The latter is made once per snapshot.
/// Safe for use by several threads.
final class DocumentWriter {

    private final AtomicReference<@Nullable Made> plain = new AtomicReference<>();
    private final AtomicReference<@Nullable Made> annotated = new AtomicReference<>();

    // What is kept is never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Made(long version, byte[] document) {}

    /// Source: reference/web-api.md, "Service document".
    WebResponse service(MetadataSnapshot metadata, ServiceRoot root) {
        return Exchange.json(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("@odata.context", root.context(""));
            json.writeArrayPropertyStart("value");
            metadata.tables().stream().map(Table::entitySetName).sorted(Comparator.naturalOrder()).forEach(name -> {
                json.writeStartObject();
                json.writeStringProperty("name", name);
                json.writeStringProperty("kind", "EntitySet");
                json.writeStringProperty("url", name);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// @param isAnnotated whether the descriptions of columns are wanted
    WebResponse metadata(OrganizationSnapshot snapshot, boolean isAnnotated) {
        AtomicReference<@Nullable Made> cache = isAnnotated ? annotated : plain;
        Made made = cache.get();
        if (made == null || made.version() != snapshot.version()) {
            made = new Made(snapshot.version(), new MetadataWriter(snapshot, isAnnotated).write());
            cache.set(made);
        }
        return WebResponse.of(200, "application/xml", made.document());
    }
}
