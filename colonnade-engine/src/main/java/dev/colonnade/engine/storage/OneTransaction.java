package dev.colonnade.engine.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Makes one transaction of what a library would commit in parts. Flyway commits a migration, and after it, by another connection,
/// the note that it was made: a server that is killed in between would make it once more, and fail for ever. Here both get the
/// same connection, and only [#commit] commits. Used by one thread.
final class OneTransaction implements AutoCloseable {

    private final Connection connection;
    private final Connection given;

    private OneTransaction(Connection connection) {
        this.connection = connection;
        this.given = proxy(Connection.class, new WithoutCommit(connection));
    }

    static OneTransaction begin(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new OneTransaction(connection);
    }

    /// Gives the one connection, as often as it is asked.
    DataSource source() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return given;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /// Takes back what was not committed.
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(OneTransaction.class.getClassLoader(), new Class<?>[]{type}, handler));
    }

    /// The connection as it is, but for what would end the transaction.
    private static final class WithoutCommit implements InvocationHandler {

        private final Connection connection;
        private boolean isAutoCommit = true;

        WithoutCommit(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            return switch (method.getName()) {
                case "setAutoCommit" -> {
                    isAutoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
                    yield null;
                }
                case "getAutoCommit" -> isAutoCommit;
                case "commit", "close" -> null;
                default -> call(method, arguments);
            };
        }

        private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }
}
