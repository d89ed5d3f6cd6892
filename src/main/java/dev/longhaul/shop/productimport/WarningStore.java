package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.RecordFault;
import jakarta.json.bind.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The warnings of each import, by reason and column. */
final class WarningStore {

    /** A key column takes no null. */
    private static final String NO_COLUMN = "";

    private static final String KEY = "run_id = :run AND code = :code AND column_name = :column";

    private final Jdbi jdbi;
    private final Jsonb jsonb;

    WarningStore(Database database, Jsonb jsonb) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.jsonb = jsonb;
    }

    /** Adds those of a chunk through its transaction. One owner at a time writes those of a run. */
    void add(Handle transaction, RunId run, List<Warning> warnings) {
        for (Warning warning : warnings) {
            List<Long> before = transaction
                    .createQuery("SELECT first_lines FROM import_warning WHERE " + KEY)
                    .bind("run", run.value())
                    .bind("code", warning.first().code())
                    .bind("column", column(warning))
                    .map((row, context) -> lines(row))
                    .findOne()
                    .orElse(null);
            write(transaction, run, warning, before);
        }
    }

    private void write(Handle transaction, RunId run, Warning warning, @Nullable List<Long> before) {
        List<Long> lines = new ArrayList<>(before == null ? List.of() : before);
        lines.addAll(warning.lines());
        String kept = lines.stream()
                .limit(WarningGroups.LINES_KEPT)
                .map(Object::toString)
                .collect(Collectors.joining(","));
        String statement = before == null
                ? "INSERT INTO import_warning (run_id, code, column_name, warning_count, first_lines, cell_value, fault)"
                        + " VALUES (:run, :code, :column, :count, :lines, :value, :fault)"
                : "UPDATE import_warning SET warning_count = warning_count + :count, first_lines = :lines WHERE " + KEY;
        var update = transaction
                .createUpdate(statement)
                .bind("run", run.value())
                .bind("code", warning.first().code())
                .bind("column", column(warning))
                .bind("count", warning.count())
                .bind("lines", kept);
        if (before == null) {
            update.bind("value", warning.first().value()).bind("fault", jsonb.toJson(warning.first()));
        }
        update.execute();
    }

    /** Those of a run, the most frequent first. */
    List<Warning> list(RunId run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT code, column_name, warning_count, first_lines, cell_value, message, fault FROM import_warning"
                                + " WHERE run_id = :run ORDER BY warning_count DESC, code, column_name")
                .bind("run", run.value())
                .map((row, context) -> warningOf(row))
                .list());
    }

    /** Forgets those of a run, in the caller's transaction. */
    static void removeOfRun(Handle transaction, RunId run) {
        transaction.execute("DELETE FROM import_warning WHERE run_id = ?", run.value());
    }

    private static String column(Warning warning) {
        return Objects.requireNonNullElse(warning.first().column(), NO_COLUMN);
    }

    private Warning warningOf(ResultSet row) throws SQLException {
        String fault = row.getString("fault");
        return new Warning(
                fault == null ? written(row) : jsonb.fromJson(fault, RecordFault.class),
                row.getLong("warning_count"),
                lines(row));
    }

    private static RecordFault written(ResultSet row) throws SQLException {
        String column = row.getString("column_name");
        return RecordFault.of(
                Reason.written(row.getString("code"), row.getString("message")),
                column.isEmpty() ? null : column,
                row.getString("cell_value"));
    }

    private static List<Long> lines(ResultSet row) throws SQLException {
        return Arrays.stream(row.getString("first_lines").split(","))
                .map(Long::valueOf)
                .toList();
    }
}
