package dev.longhaul.run;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.database.Dialect;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of the run table. */
final class RunTable implements RowMapper<Run> {

    static final String COLUMNS =
            "id, type, request, status, started_by, node, incarnation, epoch, progress, cancel_actor, cancel_text,"
                    + " cancel_node, cancel_at, cancel_delivered_at, cancel_observed_at, failure, created_at, started_at, finished_at, updated_at,"
                    + " owner_deaths, start_key, chunk_count, held_by";

    static final String[] COLUMN_NAMES = COLUMNS.split(", ");

    /** What is shown in place of a recorded progress that cannot be read. */
    private static final RunProgress UNREADABLE = new RunProgress("unreadable", 0, null, Map.of());

    private static final System.Logger LOG = System.getLogger(RunTable.class.getName());

    private final Jsonb jsonb;
    private final Dialect dialect;

    RunTable(Jsonb jsonb, Dialect dialect) {
        this.jsonb = jsonb;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    Optional<Run> find(Handle handle, RunId id) {
        return select(handle, id, "");
    }

    /** Locks the row until the end of the transaction; waits for a transaction that has it locked. */
    Optional<Run> lock(Handle handle, RunId id) {
        return select(handle, id, " FOR UPDATE");
    }

    private Optional<Run> select(Handle handle, RunId id, String suffix) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM run WHERE id = :id" + suffix)
                .bind("id", id.value())
                .map(this)
                .findOne();
    }

    @Override
    public Run map(ResultSet row, StatementContext context) throws SQLException {
        RunProgress progress = progress(row);
        UUID heldBy = row.getObject("held_by", UUID.class);
        return new Run(
                new RunId(row.getObject("id", UUID.class)),
                row.getString("type"),
                row.getString("request"),
                RunStatus.valueOf(row.getString("status")),
                row.getString("started_by"),
                row.getString("node"),
                row.getString("incarnation"),
                false,
                row.getLong("epoch"),
                instant(row, "created_at"),
                optionalInstant(row, "started_at"),
                optionalInstant(row, "finished_at"),
                instant(row, "updated_at"),
                progress == null ? UNREADABLE : progress,
                progress != null,
                cancelReceipt(row),
                row.getString("failure"),
                row.getInt("owner_deaths"),
                row.getString("start_key"),
                row.getLong("chunk_count"),
                heldBy == null ? null : new RunId(heldBy));
    }

    // one broken row must not keep the lists and the scanner from seeing all others
    private @Nullable RunProgress progress(ResultSet row) throws SQLException {
        String text = row.getString("progress");
        try {
            return jsonb.fromJson(text, RunProgress.class);
        } catch (JsonbException | NullPointerException unreadable) {
            LOG.log(Level.DEBUG, "the progress of run " + row.getString("id") + " cannot be read: " + text, unreadable);
            return null;
        }
    }

    private static @Nullable CancelReceipt cancelReceipt(ResultSet row) throws SQLException {
        Instant at = optionalInstant(row, "cancel_at");
        if (at == null) {
            return null;
        }
        CancellationReason reason = new CancellationReason(
                Kind.USER,
                row.getString("cancel_text"),
                row.getString("cancel_actor"),
                row.getString("cancel_node"),
                at);
        Instant observedAt = optionalInstant(row, "cancel_observed_at");
        Instant deliveredAt = optionalInstant(row, "cancel_delivered_at");
        // earlier versions could record an observation that is older than the delivery, or alone
        Instant delivered = deliveredAt == null ? observedAt : deliveredAt;
        Instant observed = observedAt != null && observedAt.isBefore(delivered) ? delivered : observedAt;
        return new CancelReceipt(reason, delivered, observed, optionalInstant(row, "finished_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
