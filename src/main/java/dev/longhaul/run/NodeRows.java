package dev.longhaul.run;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The last sign of each process that owns runs, by the database's clock. */
final class NodeRows {

    private NodeRows() {}

    /**
     * The statement by which a process shows that it lives, for PostgreSQL.
     *
     * @param values where its incarnation, its name and the time come from
     */
    static String sign(String values) {
        return "INSERT INTO run_node (incarnation, node, renewed_at) " + values
                + " ON CONFLICT (incarnation) DO UPDATE SET renewed_at = CURRENT_TIMESTAMP";
    }

    /** The same on H2, where it is the only process and nobody asks. */
    static void signOnH2(Handle handle, RunOwner owner) {
        handle.execute(
                "MERGE INTO run_node (incarnation, node, renewed_at) KEY (incarnation) VALUES (?, ?, CURRENT_TIMESTAMP)",
                owner.incarnation(),
                owner.node());
    }

    /** Empty for a process that has never owned a run or was forgotten. */
    static Optional<Duration> sinceLastSign(Handle handle, String incarnation) {
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

    /** Forgets processes that gave no sign for a day and own nothing. */
    static int forgetOld(Handle handle) {
        return handle.execute("DELETE FROM run_node WHERE renewed_at < CURRENT_TIMESTAMP - INTERVAL '1' DAY"
                + " AND NOT EXISTS (SELECT 1 FROM run WHERE run.incarnation = run_node.incarnation"
                + " AND run.status IN ('RUNNING', 'CANCELLING'))");
    }
}
