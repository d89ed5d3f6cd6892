package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.RecordFault;
import jakarta.json.bind.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rejected records of each import, in the order of the file. */
final class RejectStore {

    static final String COLUMNS = "record_number, line_number, code, column_name, cell_value, message, fault";

    private final Jdbi jdbi;
    private final Jsonb jsonb;

    RejectStore(Database database, Jsonb jsonb) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.jsonb = jsonb;
    }

    /** Writes through the chunk's transaction. A record is rejected at most once. */
    void insert(Handle transaction, RunId run, List<RejectedRecord> rejected) {
        if (rejected.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = transaction.prepareBatch("INSERT INTO import_reject"
                + " (run_id, record_number, line_number, code, column_name, cell_value, fault, cells)"
                + " VALUES (:run, :record, :line, :code, :column, :value, :fault, :cells)")) {
            for (RejectedRecord record : rejected) {
                Reject reject = record.reject();
                batch.bind("run", run.value())
                        .bind("record", reject.record())
                        .bind("line", reject.line())
                        .bind("code", reject.fault().code())
                        .bind("column", reject.fault().column())
                        .bind("value", reject.fault().value())
                        .bind("fault", json(reject.fault()))
                        .bind("cells", json(record.cells()))
                        .add();
            }
            batch.execute();
        }
    }

    /** Which of the records from the first to the last were rejected. */
    Set<Long> numbers(RunId run, long first, long last) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT record_number FROM import_reject"
                        + " WHERE run_id = :run AND record_number BETWEEN :first AND :last")
                .bind("run", run.value())
                .bind("first", first)
                .bind("last", last)
                .mapTo(Long.class)
                .set());
    }

    RejectedRecord recordOf(ResultSet row) throws SQLException {
        return new RejectedRecord(rejectOf(row), List.of(jsonb.fromJson(row.getString("cells"), String[].class)));
    }

    Reject require(Handle handle, RunId run, long record) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM import_reject"
                        + " WHERE run_id = :run AND record_number = :record")
                .bind("run", run.value())
                .bind("record", record)
                .map((row, context) -> rejectOf(row))
                .one();
    }

    String json(Object value) {
        return jsonb.toJson(value);
    }

    /** Forgets those of a run, in the caller's transaction. */
    static void removeOfRun(Handle transaction, RunId run) {
        transaction.execute("DELETE FROM import_reject WHERE run_id = ?", run.value());
    }

    private Reject rejectOf(ResultSet row) throws SQLException {
        String fault = row.getString("fault");
        return new Reject(
                row.getLong("record_number"),
                row.getLong("line_number"),
                fault == null ? written(row) : jsonb.fromJson(fault, RecordFault.class));
    }

    private static RecordFault written(ResultSet row) throws SQLException {
        return RecordFault.of(
                Reason.written(row.getString("code"), row.getString("message")),
                row.getString("column_name"),
                row.getString("cell_value"));
    }
}
