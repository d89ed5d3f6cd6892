package dev.longhaul.run;

import dev.longhaul.cluster.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Writes one row of a run, the lines of its history that belong to the change, and if wanted a heartbeat of its owner:
 * all of them, or nothing when the row is not there. On PostgreSQL this is one statement, so a change that consists of
 * it alone needs no transaction and costs one round trip. On H2 it is several statements, which need a transaction.
 */
final class RunStatement {

    private static final String NOTE =
            "INSERT INTO run_transition (run_id, from_status, to_status, reason, actor, node, epoch, changed_at) ";

    private final Handle handle;
    private final RunTable table;
    private final String sql;
    private final Map<String, @Nullable Object> values = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private @Nullable NodeId beating;

    private record Line(@Nullable RunStatus from, RunStatus to, String reason, ChangedBy by, long epoch) {

        /** What {@link #bind} gives to a statement. */
        static String parameters(int number) {
            return ":from" + number + ", :to" + number + ", :reason" + number + ", :actor" + number + ", :place"
                    + number + ", CAST(:epoch" + number + " AS BIGINT)";
        }

        void bind(SqlStatement<?> statement, int number) {
            statement.bind("from" + number, from == null ? null : from.name());
            statement.bind("to" + number, to.name());
            statement.bind("reason" + number, reason);
            statement.bind("actor" + number, by.actor());
            statement.bind("place" + number, by.node());
            statement.bind("epoch" + number, epoch);
        }
    }

    /** @param sql an INSERT or UPDATE that writes at most one row of the table of runs */
    RunStatement(Handle handle, RunTable table, String sql) {
        this.handle = handle;
        this.table = table;
        this.sql = sql;
    }

    RunStatement bind(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    /**
     * The next line of the history.
     *
     * @param from null in the first
     * @throws IllegalStateException when the arrow does not exist
     */
    RunStatement note(@Nullable RunStatus from, RunStatus to, ChangedBy by, long epoch) {
        String reason = from == null ? "accepted" : from.reasonToBecome(to);
        lines.add(new Line(from, to, reason, by, epoch));
        return this;
    }

    /** Records a heartbeat of this process, too. */
    RunStatement withHeartbeat(NodeId holder) {
        beating = holder;
        return this;
    }

    /** Returns the row as written; empty when none was. */
    Optional<Run> execute() {
        return switch (table.dialect()) {
            case POSTGRESQL -> executeAtOnce();
            case H2 -> executeInTurn();
        };
    }

    /**
     * Executes as {@link #execute} does, where this transaction has the row locked as it was seen.
     *
     * @throws IllegalStateException when it was not
     */
    Run executeOnLocked() {
        return execute().orElseThrow(() -> new IllegalStateException("the row of a run was not as it was seen"));
    }

    private Optional<Run> executeAtOnce() {
        String noted = IntStream.range(0, lines.size())
                .mapToObj(number -> "(" + Line.parameters(number) + ")")
                .collect(Collectors.joining(", "));
        // Each part reads the written row, so the node's row is locked after it. A transaction that holds the node's
        // row never waits for another one.
        String beat = beating == null
                ? ""
                : ", beat AS (" + HeartbeatTable.beat("SELECT :beating, :beatingNode, CURRENT_TIMESTAMP FROM written")
                        + ")";
        Query statement = handle.createQuery("WITH written AS (" + sql + " RETURNING " + RunTable.COLUMNS
                + "), noted AS ("
                + NOTE + "SELECT written.id, line.*, CURRENT_TIMESTAMP FROM written, (VALUES " + noted + ") AS line)"
                + beat + " SELECT " + RunTable.COLUMNS + " FROM written");
        values.forEach(statement::bind);
        IntStream.range(0, lines.size()).forEach(number -> lines.get(number).bind(statement, number));
        if (beating != null) {
            statement.bind("beating", beating.incarnation()).bind("beatingNode", beating.name());
        }
        return statement.map(table).findOne();
    }

    private Optional<Run> executeInTurn() {
        Update statement = handle.createUpdate(sql);
        values.forEach(statement::bind);
        Optional<Run> written = statement
                .executeAndReturnGeneratedKeys(RunTable.COLUMN_NAMES)
                .map(table)
                .findOne();
        written.ifPresent(run -> {
            for (Line line : lines) {
                Update note =
                        handle.createUpdate(NOTE + "VALUES (:run, " + Line.parameters(0) + ", CURRENT_TIMESTAMP)");
                line.bind(note, 0);
                note.bind("run", run.id().value()).execute();
            }
            if (beating != null) {
                HeartbeatTable.beatOnH2(handle, beating);
            }
        });
        return written;
    }
}
