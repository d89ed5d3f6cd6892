package dev.longhaul.run;

import dev.longhaul.cluster.NodeId;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The last heartbeat of each process that owns runs, by the database's clock. */
final class HeartbeatTable {

    private HeartbeatTable() {}

    /**
     * The statement that records a heartbeat, for PostgreSQL.
     *
     * @param values where its incarnation, its name and the time come from
     */
    static String beat(String values) {
        return "INSERT INTO run_node (incarnation, node, renewed_at) " + values
                + " ON CONFLICT (incarnation) DO UPDATE SET renewed_at = CURRENT_TIMESTAMP";
    }

    /** Records a heartbeat on H2, where this is the only process and no other reads it. */
    static void beatOnH2(Handle handle, NodeId holder) {
        handle.execute(
                "MERGE INTO run_node (incarnation, node, renewed_at) KEY (incarnation) VALUES (?, ?, CURRENT_TIMESTAMP)",
                holder.incarnation(),
                holder.name());
    }

    /** Empty for a process that has never owned a run, or was forgotten. */
    static Optional<Duration> sinceLastBeat(Handle handle, String incarnation) {
        return handle.createQuery(
                        "SELECT " + secondsSince("renewed_at") + " FROM run_node WHERE incarnation = :incarnation")
                .bind("incarnation", incarnation)
                .map((row, context) -> seconds(row.getDouble(1)))
                .findOne();
    }

    /** An expression that reads as a number of seconds. */
    static String secondsSince(String column) {
        return "EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP - " + column + "))";
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** Forgets processes that sent no heartbeat for a day and own nothing. */
    static int forgetOld(Handle handle) {
        return handle.execute("DELETE FROM run_node WHERE renewed_at < CURRENT_TIMESTAMP - INTERVAL '1' DAY"
                + " AND NOT EXISTS (SELECT 1 FROM run WHERE run.incarnation = run_node.incarnation"
                + " AND run.status IN ('RUNNING', 'CANCELLING'))");
    }
}
