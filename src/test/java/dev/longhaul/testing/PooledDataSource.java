package dev.longhaul.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/** Keeps connections for the next user, so that a test does not measure how long it takes to make one. */
public final class PooledDataSource {

    private static final long LONGEST_WAIT_SECONDS = 30;

    private final DataSource target;
    private final Semaphore places;
    private final Deque<Connection> free = new ConcurrentLinkedDeque<>();
    private volatile boolean isRetired;

    private PooledDataSource(DataSource target, int most) {
        this.target = target;
        this.places = new Semaphore(most);
    }

    /** Over this one, with as many connections as are used at once. */
    static PooledDataSource of(DataSource target) {
        return new PooledDataSource(target, Integer.MAX_VALUE);
    }

    /** Over this one; its connections are never closed. */
    public static DataSource over(DataSource target) {
        return of(target).dataSource();
    }

    /** As {@link #over(DataSource)}; where so many are in use, the next user waits for one, and not for ever. */
    public static DataSource over(DataSource target, int most) {
        return new PooledDataSource(target, most).dataSource();
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                PooledDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getConnection") ? lend() : call(target, method, arguments));
    }

    /** Closes the connections that are free, and from now on each that is given back. */
    void retire() throws SQLException {
        isRetired = true;
        for (Connection kept = free.poll(); kept != null; kept = free.poll()) {
            kept.close();
        }
    }

    private Connection lend() throws SQLException, InterruptedException {
        if (!places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new SQLTransientConnectionException("no connection was free within " + LONGEST_WAIT_SECONDS + " s");
        }
        Connection connection = usable();
        AtomicBoolean isReturned = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                PooledDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        return call(connection, method, arguments);
                    }
                    if (isReturned.compareAndSet(false, true)) {
                        giveBack(connection);
                    }
                    return null;
                });
    }

    /** Tests end sessions in the database; a connection does not notice until it is used. */
    private Connection usable() throws SQLException {
        for (Connection kept = free.poll(); kept != null; kept = free.poll()) {
            if (kept.isValid(1)) {
                return kept;
            }
            kept.close();
        }
        return target.getConnection();
    }

    private void giveBack(Connection connection) throws SQLException {
        try {
            if (!connection.isClosed()) {
                if (!connection.getAutoCommit()) {
                    // as closing it would
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                if (isRetired) {
                    connection.close();
                } else {
                    free.push(connection);
                }
            }
        } finally {
            places.release();
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
