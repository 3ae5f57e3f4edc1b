package dev.colonnade.server.webapi;

import dev.colonnade.bench.jmh.SystemTables;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.message.MessageRegistry;
import dev.colonnade.engine.message.OrganizationSettings;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.query.RegionSettings;
import dev.colonnade.engine.security.SecuritySnapshot;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OptionSetValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonGenerator;

/// What it costs to read a row of nine columns from JSON, and to write rows of ten.
@State(Scope.Benchmark)
public class RowJsonBenchmark {

    private static final int PAGE_ROWS = 50;

    private final MetadataSnapshot metadata = SystemTables.snapshot();
    private final Table table = metadata.table("queue");
    private final byte[] body = """
            {"name":"Queue of 00004711","description":"What waits here is for the people of team 711 to take",\
            "emailaddress":"made-4711@example.com","incomingemaildeliverymethod":2,"incomingemailfilteringmethod":0,\
            "outgoingemaildeliverymethod":2,"ignoreunsolicitedemail":true,"queueviewtype":1,\
            "emailrouteraccessapproval":1}""".getBytes(StandardCharsets.UTF_8);
    private final JsonBodies bodies = new JsonBodies(Limits.DEFAULT);
    private final EntityReader reader = new EntityReader(metadata, new RowLinks(snapshot(metadata), ContentIds.NONE),
            EntityReader.Purpose.CREATE, table.entitySetName());
    private final EntityWriter writer = new EntityWriter(metadata, new ServiceRoot("http://host:1/api/data/v9.2/"),
            Annotations.NONE, false);
    private final List<Column> columns = Stream.of("queueid", "name", "description", "emailaddress",
            "incomingemaildeliverymethod", "ignoreunsolicitedemail", "queueviewtype", "numberofitems", "createdon",
            "ownerid")
            .map(table::column).toList();
    private final Entity row = row();

    static OrganizationSnapshot snapshot(MetadataSnapshot metadata) {
        var security = new SecuritySnapshot(Map.of(), id -> null, (column, value) -> null);
        var settings = new OrganizationSettings(new UUID(5, 5), "bench", "Bench", 1033, Set.of(1033), null, Map.of(), 0,
                Set.of(), null, RegionSettings.DEFAULT);
        return new OrganizationSnapshot(1, metadata, security, new MessageRegistry(List.of(), List.of()), settings);
    }

    private static Entity row() {
        UUID id = UUID.fromString("01990000-0000-7000-8000-000000001267");
        return new Entity("queue", id).set("queueid", id).set("name", "Queue 00004711")
                .set("description", "What waits here is for the people of team 711 to take")
                .set("emailaddress", "team-0711@example.com").set("incomingemaildeliverymethod", new OptionSetValue(2))
                .set("ignoreunsolicitedemail", true).set("queueviewtype", new OptionSetValue(1))
                .set("numberofitems", 711)
                .set("createdon", Instant.parse("2026-01-04T06:31:00Z"))
                .set("ownerid", new EntityReference("systemuser", id)).rowVersion("1004711");
    }

    @Benchmark
    public Entity readRow() {
        return bodies.open(body, "queues").read(parser -> reader.read(parser, table));
    }

    @Benchmark
    public byte[] writeRow() {
        return write(1);
    }

    @Benchmark
    public byte[] writePage() {
        return write(PAGE_ROWS);
    }

    private byte[] write(int rows) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonOutput.open(bytes)) {
            var shape = new ReadShape(table, columns, List.of(), null);
            json.writeStartArray();
            for (int i = 0; i < rows; i++) {
                json.writeStartObject();
                writer.members(json, row, shape, EntityWriter.Part.COLLECTION);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }
}
