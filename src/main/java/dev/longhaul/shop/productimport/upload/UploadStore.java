package dev.longhaul.shop.productimport.upload;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.file.FileShape;
import jakarta.json.bind.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps the bytes of uploaded files in the database, in parts of one mebibyte that are committed as they arrive, so
 * that neither an upload nor its reader needs memory for more than one part. Safe for any number of threads.
 */
public final class UploadStore {

    static final int PART_BYTES = 1 << 20;

    private final Jdbi jdbi;
    private final Jsonb jsonb;

    public UploadStore(Database database, Jsonb jsonb) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.jsonb = jsonb;
    }

    /** Records a new upload without bytes. Until it is sealed nothing refers to it. */
    UUID begin(String fileName, String uploadedBy) {
        UUID id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO upload (id, file_name, uploaded_by, created_at) VALUES (:id, :fileName, :uploadedBy, CURRENT_TIMESTAMP)")
                .bind("id", id)
                .bind("fileName", fileName)
                .bind("uploadedBy", uploadedBy)
                .execute());
        return id;
    }

    /** Commits one part. */
    void append(UUID id, int position, byte[] bytes) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO upload_part (upload_id, position, bytes) VALUES (:id, :position, :bytes)")
                .bind("id", id)
                .bind("position", position)
                .bind("bytes", bytes)
                .execute());
    }

    /**
     * Ends the upload and gives it to its run; belongs to the caller's JTA transaction where there is one.
     *
     * @throws IllegalStateException when it was cleared meanwhile, because it took longer than any upload may
     */
    public void seal(Upload upload, RunId run) {
        int sealed = jdbi.withHandle(handle -> handle.createUpdate(
                        "UPDATE upload SET byte_count = :byteCount, sha256 = :sha256, record_count = :recordCount,"
                                + " header = :header, run_id = :run"
                                + " WHERE id = :id AND NOT discarded")
                .bind("header", jsonb.toJson(upload.shape().header()))
                .bind("byteCount", upload.byteCount())
                .bind("sha256", upload.sha256())
                .bind("recordCount", upload.shape().recordCount())
                .bind("run", run.value())
                .bind("id", upload.id())
                .execute());
        if (sealed == 0) {
            throw new IllegalStateException("upload " + upload.id() + " is no longer stored");
        }
    }

    /** Discards an upload that is not sealed, with all its bytes. May be called again, as when it broke off halfway. */
    void discard(UUID id) {
        if (giveUp("id = :id AND run_id IS NULL", Map.of("id", id)) > 0) {
            remove(id);
        }
    }

    /**
     * Discards uploads that began this long ago by the database's clock and were never sealed, those given up by
     * {@link #giveUpOfRun}, and what {@link #discard} left over. Stops between two uploads when the token fires; the
     * next call finds the rest.
     *
     * @return how many uploads were discarded
     */
    public int discardUnsealed(Duration age, CancellationToken token) {
        giveUp(
                "run_id IS NULL AND created_at < CURRENT_TIMESTAMP - CAST(:seconds AS BIGINT) * INTERVAL '1' SECOND",
                Map.of("seconds", age.toSeconds()));
        List<UUID> found = jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM upload WHERE discarded")
                .mapTo(UUID.class)
                .list());
        int discarded = 0;
        for (UUID id : found) {
            if (token.isCancellationRequested()) {
                break;
            }
            remove(id);
            discarded++;
        }
        return discarded;
    }

    /** Takes the file from its run in the caller's transaction; {@link #discardUnsealed} removes it after that. */
    public static void giveUpOfRun(Handle transaction, RunId run) {
        transaction.execute("UPDATE upload SET run_id = NULL, discarded = TRUE WHERE run_id = ?", run.value());
    }

    /** An upload that is being sealed stays: the first of the two to come locks its row. */
    private int giveUp(String which, Map<String, ?> values) {
        return jdbi.withHandle(handle -> handle.createUpdate("UPDATE upload SET discarded = TRUE WHERE " + which)
                .bindMap(values)
                .execute());
    }

    /**
     * Each part in a transaction of its own: H2 keeps the deleted rows of a transaction in memory, and a file of some
     * tens of mebibytes would end the database for the whole server.
     */
    private void remove(UUID id) {
        jdbi.useHandle(handle -> {
            List<Integer> positions = handle.createQuery("SELECT position FROM upload_part WHERE upload_id = :id")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .list();
            for (int position : positions) {
                handle.execute("DELETE FROM upload_part WHERE upload_id = ? AND position = ?", id, position);
            }
            handle.execute("DELETE FROM upload WHERE id = ?", id);
        });
    }

    /** The sealed upload; empty when it is unknown or was never sealed. */
    public Optional<Upload> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, file_name, byte_count, sha256, record_count, header FROM upload WHERE id = :id AND run_id IS NOT NULL")
                .bind("id", id)
                .map((row, context) -> uploadOf(row))
                .findOne());
    }

    /** The uploads of these runs, by run. A run without one is not in the map. */
    public Map<RunId, Upload> ofRuns(Collection<RunId> runs) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        List<UUID> ids = runs.stream().map(RunId::value).toList();
        return jdbi.withHandle(handle -> handle
                .createQuery(
                        "SELECT id, file_name, byte_count, sha256, record_count, header, run_id FROM upload WHERE run_id IN (<runs>)")
                .bindList("runs", ids)
                .map((row, context) -> Map.entry(new RunId(row.getObject("run_id", UUID.class)), uploadOf(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** One part, counted from zero; empty after the last. */
    Optional<byte[]> part(UUID id, int position) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT bytes FROM upload_part WHERE upload_id = :id AND position = :position")
                .bind("id", id)
                .bind("position", position)
                .map((row, context) -> row.getBytes("bytes"))
                .findOne());
    }

    private Upload uploadOf(ResultSet row) throws SQLException {
        return new Upload(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getLong("byte_count"),
                row.getString("sha256"),
                new FileShape(
                        List.of(jsonb.fromJson(row.getString("header"), String[].class)), row.getLong("record_count")));
    }
}
