package dev.longhaul.run;

import java.sql.Connection;

/**
 * What one chunk of a run writes.
 *
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface ChunkWork<X extends Exception> {

    /**
     * Writes through the open transaction, which it neither commits, rolls back nor closes; savepoints are its own.
     * Called again when the connection broke, and on H2 while it waits for a lock: anything it has gathered outside the
     * transaction must then start anew. When the run is cancelled, what the connection executes fails; the work must
     * let that exception pass.
     *
     * @return the progress that is true once this transaction is committed
     */
    RunProgress write(Connection transaction) throws X;
}
