package dev.longhaul.run;

import org.jdbi.v3.core.Handle;

/**
 * What one chunk of a run writes.
 *
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface ChunkWork<X extends Exception> {

    /**
     * Writes through the open transaction, which it neither commits nor rolls back (savepoints are its own). Called
     * again when the connection broke: what it has gathered outside the transaction starts anew then.
     *
     * @return the progress that is true once this transaction is committed
     */
    RunProgress write(Handle transaction) throws X;
}
