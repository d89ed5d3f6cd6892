package dev.longhaul.run;

import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import jakarta.json.bind.Jsonb;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Records new runs: once for each idempotency key, and with regard to others of their start key. */
final class RunIntake {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;
    private final Jsonb jsonb;
    private final RunRows rows;
    private final RunChanges changes;
    private final StartKeys startKeys;
    private final String insert;

    /**
     * What is to be recorded.
     *
     * @param request of the run as JSON
     * @param node where
     * @param claimant who begins the run at once, if nothing keeps it waiting; null for nobody
     */
    record Draft(
            RunId id,
            NewRun run,
            String request,
            @Nullable String node,
            @Nullable RunOwner claimant) {

        private ChangedBy by() {
            return ChangedBy.person(run.startedBy(), node);
        }
    }

    /**
     * What has been recorded.
     *
     * @param superseded runs that were asked to stop for it, and have to be told
     * @param claimed the run when it has its first owner already; otherwise null, and it waits for one
     * @param mayRollBack whether a transaction of the caller still decides about all that
     */
    record Recorded(
            RunId id,
            boolean isNew,
            List<RunId> superseded,
            @Nullable Run claimed,
            boolean mayRollBack) {

        /** A run that waits for an owner, committed. */
        static Recorded waiting(RunId id) {
            return new Recorded(id, true, List.of(), null, false);
        }

        private static Recorded earlier(RunId id) {
            return new Recorded(id, false, List.of(), null, false);
        }

        private Recorded inCallersTransaction() {
            return new Recorded(id, isNew, superseded, claimed, true);
        }
    }

    /** Records that a run shall stop, in the transaction of the handle. */
    @FunctionalInterface
    interface Cancel {
        void cancel(Handle handle, RunId id);
    }

    RunIntake(Database database, Jsonb jsonb, RunRows rows, RunChanges changes) {
        this.database = database;
        this.jsonb = jsonb;
        this.rows = rows;
        this.changes = changes;
        this.startKeys = new StartKeys(database.dialect());
        this.insert = "INSERT INTO run (id, type, request, started_by, progress, idempotency_key, start_key,"
                + " created_at, updated_at, status, node, incarnation, epoch, started_at)"
                + " VALUES (:id, :type, :request, :startedBy, :progress, :idempotencyKey, :startKey,"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, %s)"
                // an error would end the caller's transaction there
                + (database.dialect() == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
    }

    /**
     * Belongs to the caller's JTA transaction where there is one; otherwise it is a transaction of its own.
     *
     * @throws RunActiveException when the policy refuses; nothing is recorded
     */
    Recorded record(Draft draft, Cancel cancel) {
        return database.jdbi().withHandle(handle -> {
            if (isManaged(handle)) {
                return record(handle, draft, cancel).inCallersTransaction();
            }
            boolean isAlone = draft.run().startKey() == null && changes.areAtomic();
            return isAlone ? record(handle, draft, cancel) : handle.inTransaction(own -> record(own, draft, cancel));
        });
    }

    // in a JTA transaction the container's connection has no auto-commit, and must not be told to commit
    private static boolean isManaged(Handle handle) {
        try {
            return !handle.getConnection().getAutoCommit();
        } catch (SQLException broken) {
            throw new IllegalStateException("the connection cannot tell whether it is in a transaction", broken);
        }
    }

    private Recorded record(Handle handle, Draft draft, Cancel cancel) {
        NewRun run = draft.run();
        List<RunId> active = List.of();
        String startKey = run.startKey();
        if (startKey != null) {
            // a repeated submit is answered with its run, whatever the policy says
            Optional<RunId> earlier = earlier(handle, run);
            if (earlier.isPresent()) {
                return Recorded.earlier(earlier.get());
            }
            startKeys.lock(handle, startKey);
            active = activeOf(handle, startKey);
            if (run.startPolicy() == StartPolicy.REFUSE && !active.isEmpty()) {
                throw new RunActiveException(startKey, active.get(0));
            }
        }
        RunOwner claimant = active.isEmpty() ? draft.claimant() : null;
        Optional<Run> recorded = insert(handle, draft, claimant);
        if (recorded.isEmpty()) {
            // another transaction was faster and has committed by now
            return Recorded.earlier(earlier(handle, run).orElseThrow());
        }
        List<RunId> superseded = run.startPolicy() == StartPolicy.SUPERSEDE ? active : List.of();
        superseded.forEach(other -> cancel.cancel(handle, other));
        return new Recorded(draft.id(), true, superseded, claimant == null ? null : recorded.get(), false);
    }

    private static Optional<RunId> earlier(Handle handle, NewRun run) {
        if (run.idempotencyKey() == null) {
            return Optional.empty();
        }
        return handle.createQuery(
                        "SELECT id FROM run WHERE type = :type AND started_by = :startedBy AND idempotency_key = :key")
                .bind("type", run.type())
                .bind("startedBy", run.startedBy())
                .bind("key", run.idempotencyKey())
                .mapTo(UUID.class)
                .map(RunId::new)
                .findOne();
    }

    private static List<RunId> activeOf(Handle handle, String startKey) {
        return handle.createQuery("SELECT id FROM run WHERE start_key = :key AND status IN"
                        + " ('ENQUEUED', 'RUNNING', 'CANCELLING', 'INTERRUPTED') ORDER BY created_at")
                .bind("key", startKey)
                .mapTo(UUID.class)
                .map(RunId::new)
                .list();
    }

    private Optional<Run> insert(Handle handle, Draft draft, @Nullable RunOwner claimant) {
        NewRun run = draft.run();
        String owned = claimant == null
                ? "'ENQUEUED', NULL, NULL, 0, NULL"
                : "'RUNNING', :node, :incarnation, 1, CURRENT_TIMESTAMP";
        RunWrite write = rows.write(handle, insert.formatted(owned))
                .bind("id", draft.id().value())
                .bind("type", run.type())
                .bind("request", draft.request())
                .bind("startedBy", run.startedBy())
                .bind("progress", jsonb.toJson(RunProgress.none(run.total())))
                .bind("idempotencyKey", run.idempotencyKey())
                .bind("startKey", run.startKey())
                .note(null, RunStatus.ENQUEUED, draft.by(), 0);
        if (claimant != null) {
            write.bind("node", claimant.node())
                    .bind("incarnation", claimant.incarnation())
                    .note(RunStatus.ENQUEUED, RunStatus.RUNNING, ChangedBy.node(claimant.node()), 1);
        }
        try {
            return write.execute();
        } catch (UnableToExecuteStatementException refused) {
            if (run.idempotencyKey() != null
                    && refused.getCause() instanceof SQLException fault
                    && UNIQUE_VIOLATION.equals(fault.getSQLState())) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
