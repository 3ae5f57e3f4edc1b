package dev.colonnade.bench;

import dev.colonnade.bench.load.RequestTemplate;
import dev.colonnade.bench.load.SlotValues;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The same requests in the peer's names. It checks no sign-on, which is in its favour; the token is sent all the same, so that
/// the requests have the same size.
///
/// @param host host and port, for the header
record PeerRequests(String host, String token, AtomicLong sequence) implements Requests {

    static final String ROOT = "/odata/v4/bench/";
    static final String SELECT = WebApiRequests.SELECT.replace("_ownerid_value", "ownerid");

    private static final int DIGITS = 8;

    @Override
    public RequestTemplate request(Ask ask) {
        var values = Map.of("id", Rows.ids(Rows.Range.ALL), "group", Rows.groups(Rows.Range.ALL), "number", SlotValues
                .counter(DIGITS));
        return RequestTemplate.of(line(ask) + " HTTP/1.1\r\n" + WebApiRequests.headers(host, token, ask), WebApiRequests
                .body(ask), values, sequence);
    }

    private static String line(Ask ask) {
        return switch (ask) {
            case ACTION -> "POST " + ROOT + "Turn";
            case CREATE, CREATE_WITH_OUTBOX -> "POST " + ROOT + "Queues";
            case RETRIEVE -> "GET " + ROOT + "Queues(~id~)?" + SELECT;
            case QUERY -> "GET " + ROOT + "Queues?" + SELECT + WebApiRequests.FILTER;
        };
    }

    @Override
    public int status(Ask ask) {
        return ask == Ask.CREATE || ask == Ask.CREATE_WITH_OUTBOX ? 201 : 200;
    }
}
