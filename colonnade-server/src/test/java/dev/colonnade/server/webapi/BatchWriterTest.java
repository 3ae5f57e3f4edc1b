package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchWriterTest {

    @Test
    void answersAreLaidOutAsClientsExpect() {
        var writer = new BatchWriter();
        String outer = writer.contentType().substring("multipart/mixed; boundary=".length());
        var located = WebResponse.noContent().header("Location", "R/accounts(1)").header("OData-EntityId",
                "R/accounts(1)");
        writer.changeSet(List.of(new BatchWriter.Answer("1", located), new BatchWriter.Answer("2", located)));
        writer.single(new BatchWriter.Answer(null, WebResponse.json(200, "{\"value\":[]}".getBytes(
                StandardCharsets.UTF_8))));
        writer.single(new BatchWriter.Answer(null, WebResponse.json(400, "{}".getBytes(StandardCharsets.UTF_8))
                .header("REQ_ID", "9")));

        String text = new String(writer.finish(), StandardCharsets.UTF_8);

        assertThat(outer).matches("batchresponse_[0-9a-f-]{36}");
        String inner = text.replaceFirst("(?s).*?boundary=(changesetresponse_[0-9a-f-]{36})\r\n.*", "$1");
        assertThat(text.replace(outer, "batchresponse_GUID").replace(inner, "changesetresponse_GUID2"))
                .isEqualTo("""
                        --batchresponse_GUID
                        Content-Type: multipart/mixed; boundary=changesetresponse_GUID2

                        --changesetresponse_GUID2
                        Content-Type: application/http
                        Content-Transfer-Encoding: binary
                        Content-ID: 1

                        HTTP/1.1 204 No Content
                        OData-Version: 4.0
                        Location: R/accounts(1)
                        OData-EntityId: R/accounts(1)


                        --changesetresponse_GUID2
                        Content-Type: application/http
                        Content-Transfer-Encoding: binary
                        Content-ID: 2

                        HTTP/1.1 204 No Content
                        OData-Version: 4.0
                        Location: R/accounts(1)
                        OData-EntityId: R/accounts(1)


                        --changesetresponse_GUID2--
                        --batchresponse_GUID
                        Content-Type: application/http
                        Content-Transfer-Encoding: binary

                        HTTP/1.1 200 OK
                        Content-Type: application/json; odata.metadata=minimal
                        OData-Version: 4.0

                        {"value":[]}
                        --batchresponse_GUID
                        Content-Type: application/http
                        Content-Transfer-Encoding: binary

                        HTTP/1.1 400 Bad Request
                        REQ_ID: 9
                        Content-Type: application/json; odata.metadata=minimal
                        OData-Version: 4.0

                        {}
                        --batchresponse_GUID--
                        """.replace("\n", "\r\n"));
    }

    @Test
    void whatTheWriterWritesTheReaderDivides() {
        var writer = new BatchWriter();
        for (int i = 0; i < 3; i++) {
            writer.single(
                    new BatchWriter.Answer("" + i, WebResponse.of(200, "text/plain", new byte[]{'\n', '-', '-', 10})));
        }
        String boundary = MediaType.parse(writer.contentType()).boundary();

        List<ByteRange> parts = MultipartReader.read("the answer", boundary, ByteRange.of(writer.finish()), 3);

        assertThat(parts).hasSize(3).allSatisfy(part -> assertThat(new String(part.copy(), StandardCharsets.UTF_8))
                .endsWith("\r\n\r\n\n--\n"));
    }
}
