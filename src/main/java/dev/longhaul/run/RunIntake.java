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
    private final RunChanges changes;
    private final StartKeys startKeys;
    private final String insert;

    /**
     * What has been recorded.
     *
     * @param superseded runs that were asked to stop for it, and have to be told
     */
    record Recorded(RunId id, boolean isNew, List<RunId> superseded) {}

    /** Records that a run shall stop, in the transaction of the handle. */
    @FunctionalInterface
    interface Cancel {
        void cancel(Handle handle, RunId id);
    }

    RunIntake(Database database, Jsonb jsonb, RunChanges changes) {
        this.database = database;
        this.jsonb = jsonb;
        this.changes = changes;
        this.startKeys = new StartKeys(database.dialect());
        this.insert = "INSERT INTO run (id, type, request, status, started_by, epoch, progress, created_at, updated_at,"
                + " idempotency_key, start_key) VALUES (:id, :type, :request, 'ENQUEUED', :startedBy, 0, :progress,"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, :idempotencyKey, :startKey)"
                // an error would end the caller's transaction there
                + (database.dialect() == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
    }

    /**
     * Belongs to the caller's JTA transaction where there is one; otherwise it is a transaction of its own.
     *
     * @throws RunActiveException when the policy refuses; nothing is recorded
     */
    Recorded record(NewRun run, String request, @Nullable String node, Cancel cancel) {
        return database.jdbi()
                .withHandle(handle -> isManaged(handle)
                        ? record(handle, run, request, node, cancel)
                        : handle.inTransaction(own -> record(own, run, request, node, cancel)));
    }

    // in a JTA transaction the container's connection has no auto-commit, and must not be told to commit
    private static boolean isManaged(Handle handle) {
        try {
            return !handle.getConnection().getAutoCommit();
        } catch (SQLException broken) {
            throw new IllegalStateException("the connection cannot tell whether it is in a transaction", broken);
        }
    }

    private Recorded record(Handle handle, NewRun run, String request, @Nullable String node, Cancel cancel) {
        Optional<RunId> earlier = earlier(handle, run);
        if (earlier.isPresent()) {
            return new Recorded(earlier.get(), false, List.of());
        }
        List<RunId> active = List.of();
        String startKey = run.startKey();
        if (startKey != null) {
            startKeys.lock(handle, startKey);
            active = run.startPolicy() == StartPolicy.QUEUE ? List.of() : activeOf(handle, startKey);
            if (run.startPolicy() == StartPolicy.REFUSE && !active.isEmpty()) {
                throw new RunActiveException(startKey, active.get(0));
            }
        }
        RunId id = RunId.random();
        if (!insert(handle, id, run, request)) {
            // another transaction was faster and has committed by now
            return new Recorded(earlier(handle, run).orElseThrow(), false, List.of());
        }
        changes.recordNew(handle, id, ChangedBy.person(run.startedBy(), node));
        active.forEach(superseded -> cancel.cancel(handle, superseded));
        return new Recorded(id, true, active);
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

    private boolean insert(Handle handle, RunId id, NewRun run, String request) {
        try {
            return handle.createUpdate(insert)
                            .bind("id", id.value())
                            .bind("type", run.type())
                            .bind("request", request)
                            .bind("startedBy", run.startedBy())
                            .bind("progress", jsonb.toJson(RunProgress.none(run.total())))
                            .bind("idempotencyKey", run.idempotencyKey())
                            .bind("startKey", run.startKey())
                            .execute()
                    == 1;
        } catch (UnableToExecuteStatementException refused) {
            if (run.idempotencyKey() != null
                    && refused.getCause() instanceof SQLException fault
                    && UNIQUE_VIOLATION.equals(fault.getSQLState())) {
                return false;
            }
            throw refused;
        }
    }
}
