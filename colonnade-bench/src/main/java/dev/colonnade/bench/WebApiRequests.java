package dev.colonnade.bench;

import dev.colonnade.bench.load.RequestTemplate;
import dev.colonnade.bench.load.SlotValues;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Requests as clients of the Web API write them; the limit server takes the same.
///
/// @param host host and port, for the header
/// @param token bearer token
/// @param range rows that the token's user may see
record WebApiRequests(String host, String token, Rows.Range range, AtomicLong sequence) implements Requests {

    static final String SELECT = "$select=queueid,name,description,emailaddress,incomingemaildeliverymethod,"
            + "ignoreunsolicitedemail,queueviewtype,numberofitems,createdon,_ownerid_value";

    /// Fifty rows, found by a text and ordered by another one.
    static final String FILTER = "&$filter=emailaddress%20eq%20'team-~group~@example.com'&$orderby=name&$top=50";

    private static final String ROOT = "/api/data/v9.2/";
    private static final int DIGITS = 8;

    @Override
    public RequestTemplate request(Ask ask) {
        var values = Map.of("id", Rows.ids(range), "group", Rows.groups(range), "number", SlotValues.counter(DIGITS));
        return RequestTemplate.of(line(ask) + " HTTP/1.1\r\n" + headers(host, token, ask), body(ask), values, sequence);
    }

    static String headers(String host, String token, Ask ask) {
        return """
                Host: %s
                Authorization: Bearer %s
                Accept: application/json
                OData-Version: 4.0
                OData-MaxVersion: 4.0
                """.formatted(host, token).replace("\n", "\r\n")
                + (body(ask).isEmpty() ? "" : "Content-Type: application/json\r\n");
    }

    private static String line(Ask ask) {
        return switch (ask) {
            case ACTION -> "POST " + ROOT + "bench_Turn";
            case CREATE -> "POST " + ROOT + "queues";
            case CREATE_WITH_OUTBOX -> "POST " + ROOT + "queueswithoutbox";
            case RETRIEVE -> "GET " + ROOT + "queues(~id~)?" + SELECT;
            case QUERY -> "GET " + ROOT + "queues?" + SELECT + FILTER;
        };
    }

    static String body(Ask ask) {
        return switch (ask) {
            case ACTION -> """
                    {"Text":"stressed desserts ~number~","Number":4711}""";
            case CREATE, CREATE_WITH_OUTBOX ->
                """
                        {"name":"Queue of ~number~","description":"What waits here is for the people of team ~number~ to take",\
                        "emailaddress":"made-~number~@example.com","incomingemaildeliverymethod":2,\
                        "incomingemailfilteringmethod":0,"outgoingemaildeliverymethod":2,"ignoreunsolicitedemail":true,\
                        "queueviewtype":1,"emailrouteraccessapproval":1}""";
            case RETRIEVE, QUERY -> "";
        };
    }

    @Override
    public int status(Ask ask) {
        return ask == Ask.CREATE || ask == Ask.CREATE_WITH_OUTBOX ? 204 : 200;
    }
}
