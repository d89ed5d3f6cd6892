package dev.longhaul.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/** Keeps connections for the next user, so that a test does not measure how long it takes to make one. */
public final class PooledDataSource {

    private PooledDataSource() {}

    /** Over this one; its connections are never closed. */
    public static DataSource over(DataSource target) {
        Deque<Connection> free = new ConcurrentLinkedDeque<>();
        return (DataSource) Proxy.newProxyInstance(
                PooledDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.invoke(target, arguments);
                    }
                    Connection kept = free.poll();
                    return lent(kept == null ? target.getConnection() : kept, free);
                });
    }

    private static Connection lent(Connection connection, Deque<Connection> free) {
        return (Connection) Proxy.newProxyInstance(
                PooledDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        giveBack(connection, free);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static void giveBack(Connection connection, Deque<Connection> free) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
            free.push(connection);
        }
    }
}
