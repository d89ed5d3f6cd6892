package dev.longhaul.run;

import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Dialect;
import jakarta.json.bind.Jsonb;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Records new runs: once per idempotency key, and with respect to other runs of their start key. */
final class RunRecorder {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SUPERSEDED = "a newer run takes its place";

    private final Jdbi jdbi;
    private final Jsonb jsonb;
    private final RunTable table;
    private final StatusChanges changes;
    private final RunInterventions interventions;
    private final StartKeys startKeys;
    private final HeldRuns held;
    private final String insert;

    /**
     * What is to be recorded.
     *
     * @param request the run's request as JSON
     * @param node where
     * @param claimant the process that starts the run at once if nothing keeps it waiting; null for none
     */
    record Draft(
            RunId id,
            NewRun run,
            String request,
            @Nullable String node,
            @Nullable NodeId claimant) {

        private ChangedBy by() {
            return ChangedBy.person(run.startedBy(), node);
        }
    }

    /**
     * What has been recorded.
     *
     * @param superseded runs that were asked to stop for it, whose owners have to be notified
     * @param claimed the run if it has its first owner already; null when it waits for one
     * @param mayRollBack whether a transaction of the caller may still undo all that
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

    RunRecorder(RunDatabase database) {
        this.jdbi = database.jdbi();
        this.jsonb = database.jsonb();
        this.table = database.table();
        this.changes = database.changes();
        this.interventions = database.interventions();
        this.held = database.held();
        Dialect dialect = table.dialect();
        this.startKeys = new StartKeys(dialect);
        this.insert = "INSERT INTO run (id, type, request, started_by, progress, idempotency_key, start_key,"
                + " created_at, updated_at, status, node, incarnation, epoch, started_at)"
                + " VALUES (:id, :type, :request, :startedBy, :progress, :idempotencyKey, :startKey,"
                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, %s)"
                // an error would end the caller's transaction on PostgreSQL
                + (dialect == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
    }

    /**
     * Records a run in the caller's JTA transaction where there is one, otherwise in a transaction of its own.
     *
     * @throws RunActiveException when the policy refuses; nothing is recorded
     * @throws RunHeldException when the run that is to be held does not permit it; nothing is recorded
     */
    Recorded record(Draft draft) {
        return jdbi.withHandle(handle -> {
            if (isManaged(handle)) {
                return record(handle, draft).inCallersTransaction();
            }
            boolean fitsOneStatement =
                    draft.run().startKey() == null && draft.run().held() == null && changes.areAtomic();
            return fitsOneStatement ? record(handle, draft) : handle.inTransaction(own -> record(own, draft));
        });
    }

    // in a JTA transaction the container's connection has no auto-commit, and must not be committed here
    private static boolean isManaged(Handle handle) {
        try {
            return !handle.getConnection().getAutoCommit();
        } catch (SQLException broken) {
            throw new IllegalStateException("the connection cannot tell whether it is in a transaction", broken);
        }
    }

    private Recorded record(Handle handle, Draft draft) {
        NewRun run = draft.run();
        List<RunId> active = List.of();
        String startKey = run.startKey();
        if (startKey != null || run.held() != null) {
            // a repeated request is answered with its run, whatever the policy says
            Optional<RunId> earlier = earlier(handle, run);
            if (earlier.isPresent()) {
                return Recorded.earlier(earlier.get());
            }
        }
        if (startKey != null) {
            startKeys.lock(handle, startKey);
            active = activeOf(handle, run.startedBy(), startKey);
            if (run.startPolicy() == StartPolicy.REFUSE && !active.isEmpty()) {
                throw new RunActiveException(startKey, active.get(0));
            }
        }
        if (run.held() != null) {
            held.hold(handle, run.held(), draft.id());
        }
        NodeId claimant = active.isEmpty() ? draft.claimant() : null;
        Optional<Run> recorded = insert(handle, draft, claimant);
        if (recorded.isEmpty()) {
            // another transaction was faster and has committed by now
            return Recorded.earlier(earlier(handle, run).orElseThrow());
        }
        List<RunId> superseded =
                run.startPolicy() == StartPolicy.SUPERSEDE ? ofType(handle, run.type(), active) : List.of();
        superseded.forEach(other -> interventions.cancel(handle, other, SUPERSEDED, draft.by()));
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

    private static List<RunId> activeOf(Handle handle, String startedBy, String startKey) {
        return handle.createQuery("SELECT id FROM run WHERE start_key = :key AND started_by = :startedBy AND status IN"
                        + " ('ENQUEUED', 'RUNNING', 'CANCELLING', 'INTERRUPTED') ORDER BY created_at")
                .bind("key", startKey)
                .bind("startedBy", startedBy)
                .mapTo(UUID.class)
                .map(RunId::new)
                .list();
    }

    /** A run of another type, such as the undo of an earlier one, is waited for and not superseded. */
    private static List<RunId> ofType(Handle handle, String type, List<RunId> runs) {
        return runs.stream()
                .filter(id -> handle.createQuery("SELECT COUNT(*) FROM run WHERE id = :id AND type = :type")
                                .bind("id", id.value())
                                .bind("type", type)
                                .mapTo(Integer.class)
                                .one()
                        == 1)
                .toList();
    }

    private Optional<Run> insert(Handle handle, Draft draft, @Nullable NodeId claimant) {
        NewRun run = draft.run();
        String owned = claimant == null
                ? "'ENQUEUED', NULL, NULL, 0, NULL"
                : "'RUNNING', :node, :incarnation, 1, CURRENT_TIMESTAMP";
        RunStatement write = new RunStatement(handle, table, insert.replace("%s", owned))
                .bind("id", draft.id().value())
                .bind("type", run.type())
                .bind("request", draft.request())
                .bind("startedBy", run.startedBy())
                .bind("progress", jsonb.toJson(RunProgress.none(run.total())))
                .bind("idempotencyKey", run.idempotencyKey())
                .bind("startKey", run.startKey())
                .note(null, RunStatus.ENQUEUED, draft.by(), 0);
        if (claimant != null) {
            write.bind("node", claimant.name())
                    .bind("incarnation", claimant.incarnation())
                    .note(RunStatus.ENQUEUED, RunStatus.RUNNING, ChangedBy.node(claimant.name()), 1);
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
