package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationToken;

/**
 * One owner's hold on a run, given to its handler. For the handler's thread only; dead once the handler has returned.
 *
 * @param <R> the request
 */
public interface RunExecution<R extends Record> {

    RunId id();

    R request();

    /**
     * Fires when a person cancels the run on any node, when this server stops, when the run is lost to another owner,
     * or may be.
     */
    CancellationToken token();

    /**
     * What the last committed chunk recorded, by this owner or an earlier one. Work before it must not be done again.
     */
    RunProgress committed();

    /** Shows progress between two chunks. Costs nothing, never blocks and may be called for each unit; not durable. */
    void publish(RunProgress progress);

    /**
     * Writes one chunk: what the work writes and the progress it answers are committed together or not at all, in one
     * plain JDBC transaction that is guarded by the epoch. While the connection to the database breaks, the chunk is
     * tried again with the work called again; whether an attempt whose answer was lost was committed is looked up, so
     * no chunk is written twice and none is left out.
     *
     * <p>A cancel ends the chunk: on PostgreSQL whatever its connection executes or waits for, on H2 a wait for a lock
     * within 200 ms. H2 waits for the lock of each row of a batch in turn, so a batch behind several locks takes as
     * many waits. The chunk is rolled back then. It is committed whole if its progress was recorded before the cancel.
     * What the work has done outside the transaction is done again if the run is resumed. A stop of the server does not
     * end the chunk.
     *
     * @throws RunLostException when the run has another owner by now, or may have; nothing more of it is written here
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token has fired, or a cancel is recorded
     *     of which the token does not know yet; nothing was written, and the handler must return or throw
     * @throws X what the work threw; nothing was written, and the chunk may be tried again
     */
    <X extends Exception> void commitChunk(ChunkWork<X> work) throws X;

    /**
     * Asks the database something that belongs to no chunk. While the connection breaks it asks again.
     *
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires between two attempts
     * @throws X what the question threw otherwise
     */
    <T, X extends Exception> T read(DatabaseRead<T, X> question) throws X;
}
