package dev.colonnade.bench.limit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The statements, each of them one round trip in autocommit mode, on a pool behind a semaphore of its size.
final class QueueStore implements AutoCloseable {

    private static final String COLUMNS = """
            queueid, name, description, emailaddress, incomingemaildeliverymethod, ignoreunsolicitedemail,
            queueviewtype, numberofitems, createdon, ownerid, versionnumber""";
    private static final String RETRIEVE = "select " + COLUMNS + " from queue where queueid = ?";
    private static final String QUERY = "select " + COLUMNS
            + " from queue where emailaddress = ? order by name, queueid limit 50";
    private static final String CREATE = """
            insert into queue (queueid, name, description, emailaddress, incomingemaildeliverymethod,
                incomingemailfilteringmethod, outgoingemaildeliverymethod, ignoreunsolicitedemail, queueviewtype,
                emailrouteraccessapproval, allowemailcredentials, isemailaddressapprovedbyo365admin, isfaxqueue,
                queuetypecode, createdon, createdby, modifiedon, modifiedby, ownerid, owneridtype,
                owningbusinessunit, owninguser, organizationid, statecode, statuscode)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, false, false, 1, ?, ?, ?, ?, ?, 'systemuser', ?, ?, ?, 0, 1)""";
    private static final String CREATE_WITH_OUTBOX = "with created as (" + CREATE + " returning queueid)"
            + " insert into outbox (id, kind, row_id) select uuidv7(), 'create', queueid from created";

    private final HikariDataSource source;
    private final Semaphore permits;
    private final Owner owner;

    /// Whose rows are made here.
    record Owner(UUID user, UUID businessUnit, UUID organization) {}

    /// A row as the answers show it.
    record Queue(UUID id, String name, @Nullable String description, @Nullable String emailAddress,
            int incomingDelivery, boolean ignoresUnsolicited, int viewType, int items, boolean hasItems,
            OffsetDateTime createdOn, UUID owner, long version) {}

    /// What a caller sends to make a row.
    record NewQueue(String name, String description, String emailAddress, int incomingDelivery, int incomingFiltering,
            int outgoingDelivery, boolean ignoresUnsolicited, int viewType, int accessApproval) {}

    QueueStore(String jdbcUrl, String user, String password, int connections, Owner owner) {
        var postgres = new PGSimpleDataSource();
        postgres.setUrl(jdbcUrl);
        postgres.setUser(user);
        postgres.setPassword(password);
        postgres.setTcpKeepAlive(true);
        postgres.setReWriteBatchedInserts(true);
        var hikari = new HikariConfig();
        hikari.setDataSource(postgres);
        hikari.setMaximumPoolSize(connections);
        hikari.setMinimumIdle(connections);
        hikari.setConnectionInitSql("set time zone 'UTC'");
        this.source = new HikariDataSource(hikari);
        this.permits = new Semaphore(connections);
        this.owner = owner;
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) throws SQLException {
        permits.acquireUninterruptibly();
        try (Connection connection = source.getConnection()) {
            return work.run(connection);
        } finally {
            permits.release();
        }
    }

    @Nullable
    Queue find(UUID id) throws SQLException {
        List<Queue> rows = this.<List<Queue>>with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RETRIEVE)) {
                statement.setObject(1, id);
                return rows(statement, 1);
            }
        });
        return rows.isEmpty() ? null : rows.getFirst();
    }

    List<Queue> ofAddress(String emailAddress) throws SQLException {
        return this.<List<Queue>>with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
                statement.setString(1, emailAddress);
                return rows(statement, 50);
            }
        });
    }

    private static List<Queue> rows(PreparedStatement statement, int expected) throws SQLException {
        var rows = new ArrayList<Queue>(expected);
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                int items = result.getInt(8);
                rows.add(new Queue(result.getObject(1, UUID.class), result.getString(2), result.getString(3), result
                        .getString(4), result.getInt(5), result.getBoolean(6), result.getInt(7), items,
                        !result.wasNull(),
                        result.getObject(9, OffsetDateTime.class), result.getObject(10, UUID.class), result.getLong(
                                11)));
            }
        }
        return rows;
    }

    /// Makes a row, and with it a row of the outbox where one is wanted; durable when it returns.
    UUID create(NewQueue queue, boolean hasOutbox) throws SQLException {
        UUID id = Uuids.next();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        this.<Integer>with(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(hasOutbox ? CREATE_WITH_OUTBOX : CREATE)) {
                insert.setObject(1, id);
                insert.setString(2, queue.name());
                insert.setString(3, queue.description());
                insert.setString(4, queue.emailAddress());
                insert.setInt(5, queue.incomingDelivery());
                insert.setInt(6, queue.incomingFiltering());
                insert.setInt(7, queue.outgoingDelivery());
                insert.setBoolean(8, queue.ignoresUnsolicited());
                insert.setInt(9, queue.viewType());
                insert.setInt(10, queue.accessApproval());
                insert.setObject(11, now);
                insert.setObject(12, owner.user());
                insert.setObject(13, now);
                insert.setObject(14, owner.user());
                insert.setObject(15, owner.user());
                insert.setObject(16, owner.businessUnit());
                insert.setObject(17, owner.user());
                insert.setObject(18, owner.organization());
                return insert.executeUpdate();
            }
        });
        return id;
    }

    @Override
    public void close() {
        source.close();
    }
}
