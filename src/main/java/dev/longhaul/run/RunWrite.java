package dev.longhaul.run;

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
 * One row of a run to be written, the lines of its history that belong to it, and perhaps a sign of its owner: all of
 * them, or nothing when there is no such row. On PostgreSQL that is one statement, so that one which is alone needs no
 * transaction around it and costs one answer of the database. On H2 it is several, and they need one.
 */
final class RunWrite {

    private static final String NOTE =
            "INSERT INTO run_transition (run_id, from_status, to_status, reason, actor, node, epoch, changed_at) ";

    private final Handle handle;
    private final RunRows rows;
    private final String sql;
    private final Map<String, @Nullable Object> values = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private @Nullable RunOwner signer;

    private record Line(@Nullable RunStatus from, RunStatus to, String reason, ChangedBy by, long epoch) {

        /** What {@link #bind} gives to a statement. */
        static String parameters(int number) {
            return ":from%1$d, :to%1$d, :reason%1$d, :actor%1$d, :place%1$d, CAST(:epoch%1$d AS BIGINT)"
                    .formatted(number);
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
    RunWrite(Handle handle, RunRows rows, String sql) {
        this.handle = handle;
        this.rows = rows;
        this.sql = sql;
    }

    RunWrite bind(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    /**
     * The next line of the history.
     *
     * @param from null in the first
     * @throws IllegalStateException when there is no such arrow
     */
    RunWrite note(@Nullable RunStatus from, RunStatus to, ChangedBy by, long epoch) {
        String reason = from == null ? "accepted" : from.reasonToBecome(to);
        lines.add(new Line(from, to, reason, by, epoch));
        return this;
    }

    /** That this process lives is recorded, too. */
    RunWrite sign(RunOwner owner) {
        signer = owner;
        return this;
    }

    /** The answer is the row as it has been written, empty for none. */
    Optional<Run> execute() {
        return switch (rows.dialect()) {
            case POSTGRESQL -> executeAtOnce();
            case H2 -> executeInTurn();
        };
    }

    /**
     * As {@link #execute} where the row is locked by this transaction as it was seen.
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
        // Each part reads the written row, so the row of the node is locked after it, and whoever holds that one never
        // waits for another.
        String signed = signer == null
                ? ""
                : ", signed AS (" + NodeRows.sign("SELECT :signer, :signerNode, CURRENT_TIMESTAMP FROM written") + ")";
        Query statement = handle.createQuery("WITH written AS (" + sql + " RETURNING " + RunRows.COLUMNS
                + "), noted AS ("
                + NOTE + "SELECT written.id, line.*, CURRENT_TIMESTAMP FROM written, (VALUES " + noted + ") AS line)"
                + signed + " SELECT " + RunRows.COLUMNS + " FROM written");
        values.forEach(statement::bind);
        IntStream.range(0, lines.size()).forEach(number -> lines.get(number).bind(statement, number));
        if (signer != null) {
            statement.bind("signer", signer.incarnation()).bind("signerNode", signer.node());
        }
        return statement.map(rows).findOne();
    }

    private Optional<Run> executeInTurn() {
        Update statement = handle.createUpdate(sql);
        values.forEach(statement::bind);
        Optional<Run> written = statement
                .executeAndReturnGeneratedKeys(RunRows.COLUMN_NAMES)
                .map(rows)
                .findOne();
        written.ifPresent(run -> {
            for (Line line : lines) {
                Update note =
                        handle.createUpdate(NOTE + "VALUES (:run, " + Line.parameters(0) + ", CURRENT_TIMESTAMP)");
                line.bind(note, 0);
                note.bind("run", run.id().value()).execute();
            }
            if (signer != null) {
                NodeRows.signOnH2(handle, signer);
            }
        });
        return written;
    }
}
