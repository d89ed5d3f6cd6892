package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.ConnectionFaults;
import dev.longhaul.database.Database;
import jakarta.json.bind.Jsonb;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/**
 * Writes the chunks of one hold on a run: what the work writes, the progress and a line of the ledger are one
 * transaction, guarded by the epoch. For the thread that works on the run.
 */
final class RunChunks {

    private static final System.Logger LOG = System.getLogger(RunChunks.class.getName());
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final Database database;
    private final Jsonb jsonb;
    private final RunRows rows;
    private final Hold hold;
    private final ChunkWriters writers;
    private long chunkCount;

    /**
     * What an owner holds.
     *
     * @param run as it was claimed
     * @param lease whether it may still believe so
     * @param token of the run
     */
    record Hold(Run run, NodeLease lease, CancellationToken token) {

        RunId id() {
            return run.id();
        }

        long epoch() {
            return run.epoch();
        }
    }

    RunChunks(Database database, Jsonb jsonb, RunRows rows, Hold hold) {
        this.database = database;
        this.jsonb = jsonb;
        this.rows = rows;
        this.hold = hold;
        this.chunkCount = hold.run().chunkCount();
        this.writers = new ChunkWriters(database.dialect());
    }

    /**
     * Commits one chunk. While the connection to the database breaks it is tried again, the work included, until it is
     * committed, the token fires or the lease is over; whether an attempt whose answer was lost was committed is looked
     * up.
     *
     * @throws RunLostException when the run is not held any more
     */
    <X extends Exception> RunProgress commit(ChunkWork<X> work) throws X {
        while (true) {
            requireLease();
            UUID attempt = UUID.randomUUID();
            AtomicReference<RunProgress> written = new AtomicReference<>();
            try {
                RunProgress progress =
                        database.jdbi().<RunProgress, X>inTransaction(handle -> write(handle, work, attempt, written));
                chunkCount++;
                return progress;
            } catch (RunLostException lost) {
                throw lost;
            } catch (Exception fault) {
                RunProgress progress = written.get();
                if (progress != null && isCommitted(attempt, fault)) {
                    chunkCount++;
                    return progress;
                }
                if (!ConnectionFaults.causedBy(fault)) {
                    requireHeld(fault);
                    throw fault;
                }
                LOG.log(Level.INFO, "run {0} writes a chunk again: {1}", hold.id(), fault.getMessage());
                pause();
            }
        }
    }

    // A database that has lost a commit, such as a replica that took over, is behind this owner: whoever claims the run
    // next
    // goes on from what that database knows.
    // The guard comes after the work, so the run's row is locked only for the moment of the commit and a cancel does
    // not
    // wait for the chunk.
    private <X extends Exception> RunProgress write(
            Handle handle, ChunkWork<X> work, UUID attempt, AtomicReference<RunProgress> written) throws X {
        writers.enter(handle, hold.id(), hold.epoch());
        RunProgress progress = work.write(handle);
        int guarded = handle.createUpdate(
                        "UPDATE run SET progress = :progress, chunk_count = chunk_count + 1,"
                                + " owner_deaths = 0, updated_at = CURRENT_TIMESTAMP"
                                + " WHERE id = :id AND epoch = :epoch AND chunk_count = :count AND status IN ('RUNNING', 'CANCELLING')")
                .bind("count", chunkCount)
                .bind("progress", jsonb.toJson(progress))
                .bind("id", hold.id().value())
                .bind("epoch", hold.epoch())
                .execute();
        if (guarded == 0) {
            throw new RunLostException(hold.id(), hold.epoch());
        }
        handle.createUpdate("INSERT INTO run_chunk (run_id, position, epoch, attempt, committed_at)"
                        + " SELECT id, chunk_count, epoch, :attempt, CURRENT_TIMESTAMP FROM run WHERE id = :id")
                .bind("attempt", attempt)
                .bind("id", hold.id().value())
                .execute();
        written.set(progress);
        return progress;
    }

    /** Asks the ledger until it answers. */
    private boolean isCommitted(UUID attempt, Exception fault) {
        while (true) {
            requireLease();
            try {
                boolean committed = database.jdbi().inTransaction(handle -> look(handle, attempt));
                LOG.log(
                        Level.INFO,
                        "run {0} looked whether a chunk was committed: {1} ({2})",
                        hold.id(),
                        committed ? "it was" : "it was not",
                        fault.getMessage());
                return committed;
            } catch (RuntimeException again) {
                if (!ConnectionFaults.causedBy(again)) {
                    throw again;
                }
                pauseInAnyCase();
            }
        }
    }

    private boolean look(Handle handle, UUID attempt) {
        // the lost transaction may still be committing: it has the row locked until it has
        rows.lock(handle, hold.id());
        return handle.createQuery("SELECT COUNT(*) FROM run_chunk WHERE run_id = :id AND attempt = :attempt")
                        .bind("id", hold.id().value())
                        .bind("attempt", attempt)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Asks the database, again and again while its connection breaks, until it answers. */
    <T, X extends Exception> T read(DatabaseRead<T, X> read) throws X {
        while (true) {
            try {
                return read.read();
            } catch (Exception fault) {
                if (!ConnectionFaults.causedBy(fault)) {
                    throw fault;
                }
                LOG.log(Level.INFO, "run {0} reads again: {1}", hold.id(), fault.getMessage());
                pause();
            }
        }
    }

    // an owner that has lost the run finds the rows of its successor in its way; that is no fault of the work
    private void requireHeld(Exception fault) {
        boolean isHeld = read(() -> database.jdbi().withHandle(handle -> rows.find(handle, hold.id())))
                .filter(run -> run.epoch() == hold.epoch() && run.status().isOwned())
                .isPresent();
        if (!isHeld) {
            LOG.log(Level.DEBUG, "a chunk of run " + hold.id() + " met those of the next owner", fault);
            throw new RunLostException(hold.id(), hold.epoch());
        }
    }

    private void requireLease() {
        if (!hold.lease().isValid()) {
            throw new RunLostException(hold.id(), hold.epoch(), hold.lease().sinceConfirmed());
        }
    }

    private void pause() {
        pauseInAnyCase();
        hold.token().throwIfCancellationRequested();
    }

    private static void pauseInAnyCase() {
        try {
            CancellationToken.NONE.await(BETWEEN_ATTEMPTS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
