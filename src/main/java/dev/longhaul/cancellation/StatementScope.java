package dev.longhaul.cancellation;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Ends a JDBC statement when a token is cancelled, without an interrupt. The connection and its transaction stay usable
 * as after any failed statement: H2 undoes the statement alone, PostgreSQL wants a rollback.
 *
 * <pre>{@code
 * try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM product")) {
 *     return StatementScope.execute(token, count, statement -> {
 *         try (ResultSet rows = statement.executeQuery()) {
 *             rows.next();
 *             return rows.getLong(1);
 *         }
 *     });
 * }
 * }</pre>
 *
 * <p>Drivers lose a cancel that comes a moment before the statement runs, and some remember one that comes a moment
 * after. Here the first is repeated until the statement has ended, and the second is waited for and cleaned up, so that
 * it never meets another statement of the connection. What was decided by then stays decided: a statement that
 * completed in spite of the cancel has had its effect, and its result is returned.
 *
 * <p>The connection must not be used for anything else between open and close: PostgreSQL cancels by connection. The
 * first request is sent by the cancelling thread, the repetitions by the timer; on PostgreSQL each opens a short
 * connection of its own, for which pgjdbc waits {@code cancelSignalTimeout} (10 s) at most.
 */
public final class StatementScope implements AutoCloseable {

    /** {@code query_canceled} of PostgreSQL and {@code STATEMENT_WAS_CANCELED} of H2. */
    private static final String CANCELLED_STATE = "57014";

    private final CancellationToken token;
    private final DriverCancel cancel;
    private final RepeatedCancel repeated;

    /**
     * What is done with the statement: one execution, and reading its result.
     *
     * @param <S> the kind of statement
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Execution<S extends Statement, T> {
        T execute(S statement) throws SQLException;
    }

    private StatementScope(CancellationToken token, CancellationTimer timer, DriverCancel cancel) {
        this.token = token;
        this.cancel = cancel;
        this.repeated = RepeatedCancel.on(token, timer, cancel::send);
    }

    /**
     * Executes the statement unless the token is already cancelled, and cancels it when the token is. Repeats by the
     * installed timer ({@link CancellationTimer#useByDefault}).
     *
     * @param execution reads what it needs of a result set: a statement that was told to cancel is closed afterwards
     * @throws OperationCancelledException when the statement was not sent, or the database ended it because of the
     *     cancel
     * @throws SQLException for any other failure, also when somebody else cancelled the statement
     */
    public static <S extends Statement, T> T execute(
            CancellationToken token, S statement, Execution<? super S, T> execution) throws SQLException {
        return execute(token, DefaultTimer.installed(), statement, execution);
    }

    /** As {@link #execute(CancellationToken, Statement, Execution)}, with the timer for the repetitions. */
    public static <S extends Statement, T> T execute(
            CancellationToken token, CancellationTimer timer, S statement, Execution<? super S, T> execution)
            throws SQLException {
        token.throwIfCancellationRequested();
        try (StatementScope scope = open(token, timer, statement)) {
            try {
                return execution.execute(statement);
            } catch (SQLException failure) {
                throw scope.explain(failure);
            }
        }
    }

    /**
     * For a caller that cannot hand over the execution, such as a library's hooks before and after it: open just before
     * it, close just after it, on the same thread.
     */
    public static StatementScope open(CancellationToken token, CancellationTimer timer, Statement statement)
            throws SQLException {
        return new StatementScope(token, timer, DriverCancel.of(statement));
    }

    /**
     * Tells a cancelled statement from a broken one.
     *
     * @return the failure itself, when it has another cause than this scope
     * @throws OperationCancelledException when the database ended the statement because of the cancel; the failure is
     *     its cause
     */
    public SQLException explain(SQLException failure) {
        if (repeated.wasSent() && CANCELLED_STATE.equals(failure.getSQLState())) {
            OperationCancelledException cancelled =
                    new OperationCancelledException(token.reason().orElseThrow());
            cancelled.initCause(failure);
            throw cancelled;
        }
        return failure;
    }

    /**
     * Ends the scope. Waits for a request that is on its way. A statement that was told to cancel is closed, for a
     * driver may have kept the request for its next execution.
     */
    @Override
    public void close() throws SQLException {
        if (repeated.close()) {
            cancel.clean();
        }
    }
}
