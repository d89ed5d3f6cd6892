package dev.longhaul.run;

import dev.longhaul.database.Dialect;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the waits for locks on H2 into short ones, so that the work looks at its token in between: nothing else ends a
 * wait for a row there. A chunk that did not get a lock in time is written again, until it has waited for as long as
 * the session would have. On PostgreSQL the wait itself is cancelled. For one thread.
 */
final class LockWaits {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String TIMEOUT_STATE = "HYT00";

    private final boolean areCut;
    private final long startNanos = System.nanoTime();
    private Duration whole = SHORT;

    LockWaits(Dialect dialect) {
        this.areCut = dialect == Dialect.H2;
    }

    /** Until {@link #restore}. */
    void shorten(Handle transaction) {
        if (areCut) {
            whole = Duration.ofMillis(transaction
                    .createQuery("SELECT LOCK_TIMEOUT()")
                    .mapTo(Long.class)
                    .one());
            if (whole.compareTo(SHORT) > 0) {
                set(transaction, SHORT);
            }
        }
    }

    /** Sets what the session had before. */
    void restore(Handle transaction) {
        if (areCut && whole.compareTo(SHORT) > 0) {
            set(transaction, whole);
        }
    }

    /** Whether the fault is the end of a short wait, and the whole wait is not over. */
    boolean isToBeContinued(Throwable fault) {
        return areCut && isTimeout(fault) && System.nanoTime() - startNanos < whole.toNanos();
    }

    private static void set(Handle transaction, Duration timeout) {
        transaction.execute("SET LOCK_TIMEOUT " + timeout.toMillis());
    }

    private static boolean isTimeout(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (TIMEOUT_STATE.equals(sql.getSQLState()) || isTimeout(sql.getNextException()))) {
                return true;
            }
        }
        return false;
    }
}
