package dev.colonnade.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Holds that the limit does the same work as Colonnade: byte by byte the same answers, and the same row where one is made.
/// Without that a ratio means nothing.
final class Sameness {

    private static final int SOME_ROW = 4_711;
    private static final String SOME_GROUP = "0711";

    private final WebClient colonnade;
    private final WebClient limit;

    Sameness(WebClient colonnade, WebClient limit) {
        this.colonnade = colonnade;
        this.limit = limit;
    }

    /// @throws IOException when an answer differs; the message shows both
    void requireSameAnswers() throws IOException {
        String row = "queues(" + Rows.id(SOME_ROW) + ")?" + WebApiRequests.SELECT;
        requireSame("retrieve", colonnade.get(row), limit.get(row));
        String rows = "queues?" + WebApiRequests.SELECT + WebApiRequests.FILTER.replace("~group~", SOME_GROUP);
        requireSame("query", colonnade.get(rows), limit.get(rows));
        String body = "{\"Text\":\"stressed\",\"Number\":4711}";
        requireSame("action", colonnade.post("bench_Turn", body), limit.post("bench_Turn", body));
    }

    private void requireSame(String what, String ours, String theirs) throws IOException {
        if (!colonnade.withoutAddress(ours).equals(limit.withoutAddress(theirs))) {
            throw new IOException(
                    "The limit server answers the " + what + " differently, so that nothing can be compared."
                            + "\nColonnade: " + ours + "\nlimit:     " + theirs);
        }
    }

    /// @param ours Colonnade's database
    /// @param theirs the limit's
    /// @throws IOException when the rows that the two make differ in a column
    void requireSameRows(Connection ours, Connection theirs) throws IOException, SQLException {
        String body = """
                {"name":"Queue of the check","description":"What waits here","emailaddress":"check@example.com",\
                "incomingemaildeliverymethod":2,"incomingemailfilteringmethod":0,"outgoingemaildeliverymethod":2,\
                "ignoreunsolicitedemail":true,"queueviewtype":1,"emailrouteraccessapproval":1}""";
        colonnade.post("queues", body);
        limit.post("queues", body);
        String made = made(ours, "organization.queue");
        String same = made(theirs, "queue");
        if (!made.equals(same)) {
            throw new IOException("The limit server makes another row, so that nothing can be compared.\nColonnade: "
                    + made + "\nlimit:     " + same);
        }
    }

    /// The columns that have a value in the row of the check, in their order, without those that differ by nature.
    private static String made(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select jsonb_strip_nulls(to_jsonb(q)) - 'queueid' - 'versionnumber' - 'createdon' - 'modifiedon' from "
                                + table + " q where emailaddress = 'check@example.com'")) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }
}
