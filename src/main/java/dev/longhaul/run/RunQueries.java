package dev.longhaul.run;

import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Finds, lists and removes runs. Safe for any number of threads. */
final class RunQueries {

    private static final String ENDED_LONG_AGO =
            "status IN ('SUCCEEDED', 'FAILED', 'CANCELLED')" + " AND " + HeldRuns.IS_FREE
                    + " AND finished_at < CURRENT_TIMESTAMP - CAST(:seconds AS BIGINT) * INTERVAL '1' SECOND";

    private final Jdbi jdbi;
    private final RunTable table;
    private final StatusChanges changes;

    RunQueries(RunDatabase database) {
        this.jdbi = database.jdbi();
        this.table = database.table();
        this.changes = database.changes();
    }

    Optional<Run> find(RunId id) {
        return jdbi.withHandle(handle -> table.find(handle, id));
    }

    /** Every change of the run's status, oldest first. */
    List<RunTransition> history(RunId id) {
        return jdbi.withHandle(handle -> changes.history(handle, id));
    }

    /** Who enqueued these runs; one that no longer exists is not in the map. */
    Map<RunId, String> startersOf(Collection<RunId> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, started_by FROM run WHERE id IN (<ids>)")
                .bindList("ids", ids.stream().map(RunId::value).toList())
                .map((row, context) ->
                        Map.entry(new RunId(row.getObject("id", UUID.class)), row.getString("started_by")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** How many runs of this type and person wait for an owner. */
    long countWaiting(String type, String startedBy) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM run WHERE status IN ('ENQUEUED', 'INTERRUPTED')"
                                + " AND type = :type AND started_by = :startedBy")
                        .bind("type", type)
                        .bind("startedBy", startedBy)
                        .mapTo(Long.class)
                        .one());
    }

    List<Run> list(String type, @Nullable String startedBy, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + RunTable.COLUMNS
                        + " FROM run WHERE type = :type AND (CAST(:startedBy AS VARCHAR) IS NULL OR started_by = :startedBy)"
                        + " ORDER BY created_at DESC, id LIMIT :limit")
                .bind("type", type)
                .bind("startedBy", startedBy)
                .bind("limit", limit)
                .map(table)
                .list());
    }

    /** Runs of this type that ended this long ago by the database's clock, oldest first. */
    List<RunId> endedBefore(String type, Duration age, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM run WHERE type = :type AND "
                        + ENDED_LONG_AGO + " ORDER BY finished_at LIMIT :limit")
                .bind("type", type)
                .bind("seconds", age.toSeconds())
                .bind("limit", limit)
                .map((row, context) -> new RunId(row.getObject("id", UUID.class)))
                .list());
    }

    /**
     * Removes the run and what the caller removes with it, in one transaction. False, with nothing removed, when it was
     * removed or resumed in the meantime.
     */
    boolean removeEnded(RunId id, Duration age, BiConsumer<Connection, RunId> alsoRemove) {
        return jdbi.inTransaction(handle -> {
            boolean ended = handle.createQuery(
                            "SELECT id FROM run WHERE id = :id AND " + ENDED_LONG_AGO + " FOR UPDATE")
                    .bind("id", id.value())
                    .bind("seconds", age.toSeconds())
                    .mapTo(UUID.class)
                    .findOne()
                    .isPresent();
            if (ended) {
                alsoRemove.accept(handle.getConnection(), id);
                for (String table : List.of("run_chunk WHERE run_id", "run_transition WHERE run_id", "run WHERE id")) {
                    handle.execute("DELETE FROM " + table + " = ?", id.value());
                }
            }
            return ended;
        });
    }
}
