package dev.longhaul.testing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A datasource whose connections break at the moments that a test has set, or do there what it wants. */
public final class FaultyDataSource implements DataSource {

    /** Where a connection can be struck. */
    public enum Moment {
        BEFORE_STATEMENT,
        /** Of a transaction, whose text is {@code COMMIT}, or of a statement that is one by itself. */
        BEFORE_COMMIT,
        /** The database has committed, and its answer is lost. */
        AFTER_COMMIT
    }

    /** What happens at a moment; may throw, end the process or do nothing. */
    @FunctionalInterface
    public interface Fault {
        void strike(Moment moment, String sql) throws SQLException;
    }

    private final DataSource target;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    public FaultyDataSource(DataSource target) {
        this.target = target;
    }

    /** Breaks the connection at the first such moment from now on; a statement counts when it begins with this text. */
    public void strikeOnce(Moment moment, String beginning) {
        faults.add(new Fault() {
            @Override
            public void strike(Moment now, String sql) throws SQLException {
                if (now == moment && sql.startsWith(beginning) && faults.remove(this)) {
                    throw new SQLException("the connection is broken", "08006");
                }
            }
        });
    }

    /** Asked at every moment from now on. */
    public void add(Fault fault) {
        faults.add(fault);
    }

    private void reach(Moment moment, String sql) throws SQLException {
        for (Fault fault : faults) {
            fault.strike(moment, sql);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return wrapped(target.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return wrapped(target.getConnection(user, password));
    }

    private Connection wrapped(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                FaultyDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement" -> {
                String sql = (String) arguments[0];
                strike(connection, Moment.BEFORE_STATEMENT, sql);
                PreparedStatement statement = (PreparedStatement) invoke(connection, method, arguments);
                boolean commits = connection.getAutoCommit() && !sql.startsWith("SELECT");
                yield commits ? committing(connection, statement, sql) : statement;
            }
            case "commit" -> commit(connection, "COMMIT", () -> invoke(connection, method, arguments));
            default -> invoke(connection, method, arguments);
        };
    }

    private PreparedStatement committing(Connection connection, PreparedStatement statement, String sql) {
        return (PreparedStatement) Proxy.newProxyInstance(
                FaultyDataSource.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> method.getName().startsWith("execute")
                        ? commit(connection, sql, () -> invoke(statement, method, arguments))
                        : invoke(statement, method, arguments));
    }

    @FunctionalInterface
    private interface Step {
        Object take() throws Throwable;
    }

    private Object commit(Connection connection, String sql, Step step) throws Throwable {
        strike(connection, Moment.BEFORE_COMMIT, sql);
        Object answer = step.take();
        strike(connection, Moment.AFTER_COMMIT, sql);
        return answer;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private void strike(Connection connection, Moment moment, String sql) throws SQLException {
        try {
            reach(moment, sql);
        } catch (SQLException broken) {
            // nothing of it can be used any more, and the database rolls back what is open
            connection.abort(Runnable::run);
            throw broken;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        target.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        target.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return target.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("dev.longhaul.testing");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return target.isWrapperFor(type);
    }
}
