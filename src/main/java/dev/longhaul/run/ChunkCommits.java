package dev.longhaul.run;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.database.ConnectionFaults;
import dev.longhaul.database.DatabaseHealth;
import dev.longhaul.database.StorageFaults;
import jakarta.json.bind.Jsonb;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Commits the chunks of one owner of a run: what the work writes, the progress and a line of the ledger are one
 * transaction, guarded by the epoch. For the thread that works on the run.
 */
final class ChunkCommits {

    private static final System.Logger LOG = System.getLogger(ChunkCommits.class.getName());
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS_FOR_SPACE = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final DatabaseHealth health;
    private final Jsonb jsonb;
    private final RunTable table;
    private final ChunkOwner owner;
    private final ChunkWriters writers;
    private long chunkCount;

    ChunkCommits(RunDatabase database, ChunkOwner owner) {
        this.jdbi = database.jdbi();
        this.health = database.health();
        this.jsonb = database.jsonb();
        this.table = database.table();
        this.owner = owner;
        this.writers = new ChunkWriters(table.dialect());
        this.chunkCount = owner.run().chunkCount();
    }

    /**
     * Commits one chunk. While the connection to the database breaks, or the database has no space, it tries again, the
     * work included, until the chunk is committed, the token fires or the lease is over. When the answer to a commit
     * was lost, it looks up whether the chunk was committed.
     *
     * @throws RunLostException when this owner no longer owns the run
     * @throws OperationCancelledException when the token fires before the guard, not because the server stops, or the
     *     guard finds that a cancel is recorded. Nothing of the chunk is committed
     */
    <X extends Exception> RunProgress commit(ChunkWork<X> work) throws X {
        LockWaits waits = new LockWaits(table.dialect());
        while (true) {
            owner.requireChunksWanted();
            awaitSpace();
            requireLease();
            UUID attempt = UUID.randomUUID();
            AtomicReference<RunProgress> written = new AtomicReference<>();
            try {
                RunProgress progress =
                        jdbi.<RunProgress, X>inTransaction(handle -> write(handle, work, waits, attempt, written));
                chunkCount++;
                return progress;
            } catch (RunLostException | OperationCancelledException ended) {
                throw ended;
            } catch (Exception fault) {
                RunProgress progress = written.get();
                if (progress != null && isCommitted(attempt, fault)) {
                    chunkCount++;
                    return progress;
                }
                if (waits.isToBeContinued(fault)) {
                    LOG.log(Level.DEBUG, "run {0} waits on for a lock: {1}", owner.id(), fault.getMessage());
                    continue;
                }
                boolean isFull = StorageFaults.causedBy(fault);
                if (!isFull && !ConnectionFaults.causedBy(fault)) {
                    requireOwned(fault);
                    throw fault;
                }
                LOG.log(Level.INFO, "run {0} writes a chunk again: {1}", owner.id(), fault.getMessage());
                if (isFull) {
                    health.noteFull();
                }
                pause(isFull ? BETWEEN_LOOKS_FOR_SPACE : BETWEEN_ATTEMPTS);
            }
        }
    }

    // The guard counts the chunks: a database that has lost a commit, such as a replica that took over, is behind this
    // owner, and the next owner continues from what that database knows. It comes after the work, so the run's row is
    // locked only for the moment of the commit and a cancel does not wait for the chunk.
    private <X extends Exception> RunProgress write(
            Handle handle, ChunkWork<X> work, LockWaits waits, UUID attempt, AtomicReference<RunProgress> written)
            throws X {
        writers.enter(handle, owner.id(), owner.epoch());
        RunProgress progress = work(handle, work, waits);
        // work may swallow what the cancel made fail
        owner.requireChunksWanted();
        int guarded = handle.createUpdate("UPDATE run SET progress = :progress, chunk_count = chunk_count + 1,"
                        + " owner_deaths = 0, updated_at = CURRENT_TIMESTAMP"
                        + " WHERE id = :id AND epoch = :epoch AND chunk_count = :count AND status = 'RUNNING'")
                .bind("count", chunkCount)
                .bind("progress", jsonb.toJson(progress))
                .bind("id", owner.id().value())
                .bind("epoch", owner.epoch())
                .execute();
        if (guarded == 0) {
            throw refusal(handle);
        }
        handle.createUpdate("INSERT INTO run_chunk (run_id, position, epoch, attempt, committed_at)"
                        + " SELECT id, chunk_count, epoch, :attempt, CURRENT_TIMESTAMP FROM run WHERE id = :id")
                .bind("attempt", attempt)
                .bind("id", owner.id().value())
                .execute();
        written.set(progress);
        return progress;
    }

    private <X extends Exception> RunProgress work(Handle handle, ChunkWork<X> work, LockWaits waits) throws X {
        try (ChunkScope scope = new ChunkScope(owner, handle, waits)) {
            try {
                return work.write(handle.getConnection());
            } catch (Exception failure) {
                scope.throwIfCancelled(failure);
                throw failure;
            }
        }
    }

    /** Why the guard changed no row. A recorded cancel fires the token: the message about it may come later. */
    private RuntimeException refusal(Handle handle) {
        CancelReceipt cancel = table.find(handle, owner.id())
                .filter(run -> run.epoch() == owner.epoch()
                        && run.chunkCount() == chunkCount
                        && run.status() == RunStatus.CANCELLING)
                .map(Run::cancelReceipt)
                .orElse(null);
        if (cancel == null) {
            return new RunLostException(owner.id(), owner.epoch());
        }
        owner.source().cancel(cancel.reason());
        return new OperationCancelledException(cancel.reason());
    }

    /** Asks the ledger until it answers. */
    private boolean isCommitted(UUID attempt, Exception fault) {
        while (true) {
            requireLease();
            try {
                boolean committed = jdbi.inTransaction(handle -> isRecorded(handle, attempt));
                LOG.log(
                        Level.INFO,
                        "run {0} looked up whether a chunk was committed: {1} ({2})",
                        owner.id(),
                        committed ? "it was" : "it was not",
                        fault.getMessage());
                return committed;
            } catch (RuntimeException again) {
                if (!ConnectionFaults.causedBy(again)) {
                    throw again;
                }
                pauseUncancelled(BETWEEN_ATTEMPTS);
            }
        }
    }

    private boolean isRecorded(Handle handle, UUID attempt) {
        // the lost transaction may still be committing: it has the row locked until it has
        table.lock(handle, owner.id());
        return handle.createQuery("SELECT COUNT(*) FROM run_chunk WHERE run_id = :id AND attempt = :attempt")
                        .bind("id", owner.id().value())
                        .bind("attempt", attempt)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Asks the database, repeatedly while its connection breaks, until it answers. */
    <T, X extends Exception> T read(DatabaseRead<T, X> read) throws X {
        while (true) {
            try {
                return read.read();
            } catch (Exception fault) {
                if (!ConnectionFaults.causedBy(fault)) {
                    throw fault;
                }
                LOG.log(Level.INFO, "run {0} reads again: {1}", owner.id(), fault.getMessage());
                pause(BETWEEN_ATTEMPTS);
            }
        }
    }

    // an owner that has lost the run runs into the rows of its successor; that is not a failure of the work
    private void requireOwned(Exception fault) {
        boolean isOwned = read(() -> jdbi.withHandle(handle -> table.find(handle, owner.id())))
                .filter(run -> run.epoch() == owner.epoch() && run.status().isOwned())
                .isPresent();
        if (!isOwned) {
            LOG.log(Level.DEBUG, "a chunk of run " + owner.id() + " met those of the next owner", fault);
            throw new RunLostException(owner.id(), owner.epoch());
        }
    }

    private void requireLease() {
        if (!owner.lease().isValid()) {
            throw new RunLostException(owner.id(), owner.epoch(), owner.lease().sinceConfirmed());
        }
    }

    // before a write that would find none: H2 closes the database then
    private void awaitSpace() {
        boolean isTold = false;
        while (health.isShortOfSpace()) {
            if (!isTold) {
                LOG.log(Level.WARNING, "run {0} waits until there is space for its database", owner.id());
                isTold = true;
            }
            pause(BETWEEN_LOOKS_FOR_SPACE);
        }
    }

    private void pause(Duration length) {
        pauseUncancelled(length);
        owner.token().throwIfCancellationRequested();
    }

    private static void pauseUncancelled(Duration length) {
        try {
            CancellationToken.NONE.await(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
