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

    private PooledDataSource(DataSource target, int most) {
        this.target = target;
        this.places = new Semaphore(most);
    }

    /** Over this one; its connections are never closed. */
    public static DataSource over(DataSource target) {
        return over(target, Integer.MAX_VALUE);
    }

    /** As {@link #over(DataSource)}; where so many are in use, the next user waits for one, and not for ever. */
    public static DataSource over(DataSource target, int most) {
        PooledDataSource pool = new PooledDataSource(target, most);
        return (DataSource) Proxy.newProxyInstance(
                PooledDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getConnection") ? pool.lend() : call(target, method, arguments));
    }

    private Connection lend() throws SQLException, InterruptedException {
        if (!places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new SQLTransientConnectionException("no connection was free within " + LONGEST_WAIT_SECONDS + " s");
        }
        Connection kept = free.poll();
        Connection connection = kept == null ? target.getConnection() : kept;
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

    private void giveBack(Connection connection) throws SQLException {
        try {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
                free.push(connection);
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
