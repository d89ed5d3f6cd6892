package dev.longhaul.cancellation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * How a running statement is cancelled with the driver at hand, so that it can be tried again and leaves nothing
 * behind.
 */
final class DriverCancel {

    /** Null when pgjdbc is not there. By name, since an application on another database need not bring it. */
    private static final @Nullable Class<?> PG_CONNECTION = pgConnection();

    private final Statement statement;
    private final Connection connection;
    private final @Nullable Object pgConnection;

    private DriverCancel(Statement statement, Connection connection, @Nullable Object pgConnection) {
        this.statement = statement;
        this.connection = connection;
        this.pgConnection = pgConnection;
    }

    /**
     * Looks through the wrappers of pools now, on the thread that owns the connection: their locks are not for others.
     */
    static DriverCancel of(Statement statement) throws SQLException {
        Connection connection = statement.getConnection();
        return new DriverCancel(statement, connection, pgConnection(connection));
    }

    /** PostgreSQL's own connection within this one; null on another database, or when the wrapper hides it. */
    static @Nullable Object pgConnection(Connection connection) throws SQLException {
        boolean postgresql = PG_CONNECTION != null && connection.isWrapperFor(PG_CONNECTION);
        return postgresql ? connection.unwrap(PG_CONNECTION) : null;
    }

    /**
     * Asks the database once. It may come too early to be noticed, so it can be repeated. On PostgreSQL the connection
     * is asked and not the statement: after a cancel that came too early, pgjdbc's statement takes itself for idle and
     * ignores the next. Returns when the server has taken the request, so that it cannot meet what runs afterwards.
     */
    void send() throws SQLException {
        if (pgConnection == null) {
            statement.cancel();
        } else {
            cancelQuery(pgConnection);
        }
    }

    /**
     * Forgets a cancel that came too late. H2 keeps it with the compiled command, and the connection keeps that for the
     * next statement of the same text, which it would end; closing the statement and touching the schema drops both.
     */
    void clean() throws SQLException {
        statement.close();
        if (!connection.isClosed()
                && connection.getMetaData().getDatabaseProductName().equals("H2")) {
            connection.setSchema(connection.getSchema());
        }
    }

    /** Asks PostgreSQL, over a connection of its own, to cancel whatever this one executes. */
    static void cancelQuery(Object pgConnection) throws SQLException {
        try {
            cancelQuery().invoke(pgConnection);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new SQLException("pgjdbc could not send a cancel request", thrown.getCause());
        } catch (ReflectiveOperationException notPublic) {
            throw new SQLException("pgjdbc has no public PGConnection.cancelQuery", notPublic);
        }
    }

    private static Method cancelQuery() throws NoSuchMethodException {
        if (PG_CONNECTION == null) {
            throw new NoSuchMethodException("PGConnection.cancelQuery");
        }
        return PG_CONNECTION.getMethod("cancelQuery");
    }

    private static @Nullable Class<?> pgConnection() {
        try {
            return Class.forName("org.postgresql.PGConnection", false, DriverCancel.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }
}
