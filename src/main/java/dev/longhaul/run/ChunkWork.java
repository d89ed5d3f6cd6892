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
     * Called again when the connection broke: anything it has gathered outside the transaction must then start anew.
     *
     * @return the progress that is true once this transaction is committed
     */
    RunProgress write(Connection transaction) throws X;
}
