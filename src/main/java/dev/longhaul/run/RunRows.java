package dev.longhaul.run;

import jakarta.json.bind.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads rows of the run table. */
final class RunRows implements RowMapper<Run> {

    static final String COLUMNS =
            "id, type, request, status, started_by, node, incarnation, epoch, progress, cancel_actor, cancel_text,"
                    + " cancel_node, cancel_at, cancel_delivered_at, cancel_observed_at, failure, created_at, started_at, finished_at, updated_at";

    private final Jsonb jsonb;

    RunRows(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    @Override
    public Run map(ResultSet row, StatementContext context) throws SQLException {
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
                jsonb.fromJson(row.getString("progress"), RunProgress.class),
                cancelRequest(row),
                row.getString("failure"));
    }

    private static @Nullable CancelRequest cancelRequest(ResultSet row) throws SQLException {
        Instant at = optionalInstant(row, "cancel_at");
        if (at == null) {
            return null;
        }
        return new CancelRequest(
                row.getString("cancel_actor"),
                row.getString("cancel_text"),
                row.getString("cancel_node"),
                at,
                optionalInstant(row, "cancel_delivered_at"),
                optionalInstant(row, "cancel_observed_at"),
                optionalInstant(row, "finished_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
