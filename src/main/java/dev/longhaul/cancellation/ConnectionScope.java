package dev.longhaul.cancellation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a connection executes when a token is cancelled, whatever it is: a statement, a batch or a COPY, and also
 * one that waits for a lock. Where one statement is known, {@link StatementScope} does more: it works on every
 * database.
 *
 * <p>On PostgreSQL only. On another database, and behind a wrapper that hides PostgreSQL's connection, this does
 * nothing. The request is repeated until the scope is closed, because an idle session drops it; so each statement
 * within the scope ends soon after the cancel. The transaction can only be rolled back then.
 *
 * <p>Close it before the COMMIT: a commit that is cancelled while it waits for a replica is committed all the same.
 * Nothing that runs after the close is cancelled. The first request is sent by the cancelling thread, the repetitions
 * by the installed timer ({@link CancellationTimer#useByDefault}); without one the request is sent once.
 */
public final class ConnectionScope implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ConnectionScope.class.getName());

    /** {@code query_canceled}, and what each later statement of a transaction gets if the first fault was caught. */
    private static final Set<String> ENDED_STATES = Set.of("57014", "25P02");

    private final CancellationToken token;
    private final @Nullable RepeatedCancel repeated;

    private ConnectionScope(CancellationToken token, @Nullable RepeatedCancel repeated) {
        this.token = token;
        this.repeated = repeated;
    }

    /** Opens a scope. Call it on the thread that uses the connection. A token that was cancelled before counts, too. */
    public static ConnectionScope open(CancellationToken token, Connection connection) {
        Object pgConnection = pgConnection(connection);
        return new ConnectionScope(
                token,
                pgConnection == null
                        ? null
                        : RepeatedCancel.on(
                                token, DefaultTimer.INSTANCE, () -> DriverCancel.cancelQuery(pgConnection)));
    }

    private static @Nullable Object pgConnection(Connection connection) {
        try {
            return DriverCancel.pgConnection(connection);
        } catch (SQLException broken) {
            // the next statement says so, too
            LOG.log(Level.DEBUG, "A connection could not be asked for that of its driver", broken);
            return null;
        }
    }

    /**
     * Tells work that was cancelled from work that failed.
     *
     * @param failure of the work, at any depth of its causes
     * @throws OperationCancelledException when the database ended the work because of the cancel; the failure is its
     *     cause
     */
    public void throwIfCancelled(Throwable failure) {
        if (repeated != null && repeated.wasSent() && isEnd(failure)) {
            OperationCancelledException cancelled =
                    new OperationCancelledException(token.reason().orElseThrow());
            cancelled.initCause(failure);
            throw cancelled;
        }
    }

    /** Ends the scope. Waits for a request that is on its way. Harmless a second time. */
    @Override
    public void close() {
        if (repeated != null) {
            repeated.close();
        }
    }

    private static boolean isEnd(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException fault
                    && (ENDED_STATES.contains(String.valueOf(fault.getSQLState()))
                            || isEnd(fault.getNextException()))) {
                return true;
            }
        }
        return false;
    }
}
