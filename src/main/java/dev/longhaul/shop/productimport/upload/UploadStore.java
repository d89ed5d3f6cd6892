package dev.longhaul.shop.productimport.upload;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.ConnectionFaults;
import dev.longhaul.database.Database;
import dev.longhaul.database.DatabaseHealth;
import dev.longhaul.database.StorageFaults;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import jakarta.json.bind.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of uploaded files in the database, in parts of one mebibyte that are committed as they arrive, so
 * that neither an upload nor its reader needs memory for more than one part. Safe for any number of threads.
 */
public final class UploadStore {

    static final int PART_BYTES = 1 << 20;

    private final Jdbi jdbi;
    private final Jsonb jsonb;
    private final DatabaseHealth health;
    private final QuotaTable quotas;

    /** What could not be discarded, because the database could not be reached or written. */
    private final Queue<UUID> leftOver = new ConcurrentLinkedQueue<>();

    /** @param quotas how many bytes a user may upload in a day and keep */
    public UploadStore(Database database, Jsonb jsonb, UploadQuotas quotas) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.jsonb = jsonb;
        this.health = database.health();
        this.quotas = new QuotaTable(jdbi, quotas);
    }

    /**
     * Refuses an upload for which the user or the database has no room.
     *
     * @param expectedBytes how long it is to be; zero when that is unknown
     */
    void requireRoom(String user, long expectedBytes) throws UploadRefusedException {
        requireSpace();
        discardLeftOver();
        quotas.require(user, expectedBytes);
    }

    private void requireSpace() throws UploadRefusedException {
        if (health.isShortOfSpace()) {
            throw UploadRefusedException.noSpace();
        }
    }

    /**
     * What the client is told about a database fault; empty for any other fault.
     *
     * @param fault what stored or sealed an upload and failed
     */
    public Optional<UploadRefusedException> refusalOf(Throwable fault) {
        if (StorageFaults.causedBy(fault)) {
            health.noteFull();
            return Optional.of(UploadRefusedException.noSpace());
        }
        if (ConnectionFaults.causedBy(fault)) {
            return Optional.of(UploadRefusedException.databaseAway());
        }
        return Optional.empty();
    }

    /**
     * What the client is told about a commit that failed without saying why; asks the database for its current state.
     */
    public Optional<UploadRefusedException> refusalNow() {
        return switch (health.check()) {
            case WRITABLE -> Optional.empty();
            case FULL -> Optional.of(UploadRefusedException.noSpace());
            case UNREACHABLE -> Optional.of(UploadRefusedException.databaseAway());
        };
    }

    /** Records a new upload without bytes. Until it is sealed nothing refers to it. */
    UUID begin(String fileName, String uploadedBy) {
        UUID id = UUID.randomUUID();
        jdbi.useHandle(handle -> {
            QuotaTable.insertIfAbsent(handle, uploadedBy);
            handle.createUpdate(
                            "INSERT INTO upload (id, file_name, uploaded_by, created_at) VALUES (:id, :fileName, :uploadedBy, CURRENT_TIMESTAMP)")
                    .bind("id", id)
                    .bind("fileName", fileName)
                    .bind("uploadedBy", uploadedBy)
                    .execute();
        });
        return id;
    }

    /**
     * Commits one part, if the user may keep it.
     *
     * @throws UploadRefusedException when the user or the database has no room for it; it is not stored then
     */
    void append(UUID id, int position, byte[] bytes) throws UploadRefusedException {
        requireSpace();
        boolean isStored = jdbi.inTransaction(handle -> {
            boolean mayBeStored = quotas.add(handle, id, bytes.length);
            if (mayBeStored) {
                handle.createUpdate(
                                "INSERT INTO upload_part (upload_id, position, bytes) VALUES (:id, :position, :bytes)")
                        .bind("id", id)
                        .bind("position", position)
                        .bind("bytes", bytes)
                        .execute();
            }
            return mayBeStored;
        });
        if (!isStored) {
            throw quotas.refusal(id, bytes.length);
        }
    }

    /**
     * Ends the upload and gives it to its run; belongs to the caller's JTA transaction where there is one.
     *
     * @throws IllegalStateException when it was cleared meanwhile, because it took longer than any upload may
     */
    public void seal(Upload upload, RunId run) {
        int sealed = jdbi.withHandle(handle -> handle.createUpdate(
                        "UPDATE upload SET byte_count = :byteCount, sha256 = :sha256, record_count = :recordCount,"
                                + " reading = :reading, run_id = :run"
                                + " WHERE id = :id AND NOT discarded")
                .bind("reading", jsonb.toJson(upload.reading()))
                .bind("byteCount", upload.byteCount())
                .bind("sha256", upload.sha256())
                .bind("recordCount", upload.reading().recordCount())
                .bind("run", run.value())
                .bind("id", upload.id())
                .execute());
        if (sealed == 0) {
            throw new IllegalStateException("upload " + upload.id() + " is no longer stored");
        }
    }

    /** Discards an upload that is not sealed, with all its bytes. May be called again, as when it broke off halfway. */
    public void discard(UUID id) {
        if (giveUp("id = :id AND run_id IS NULL", Map.of("id", id)) > 0) {
            remove(id);
        }
    }

    /** Discards it when the next upload begins, because now it cannot be. */
    void discardLater(UUID id) {
        leftOver.add(id);
    }

    private void discardLeftOver() {
        for (UUID id = leftOver.poll(); id != null; id = leftOver.poll()) {
            ReceivedUpload.discard(this, id);
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
     * Each part in a transaction of its own, with its bytes in the count of the user: H2 keeps the deleted rows of a
     * transaction in memory, and a file of some tens of mebibytes would end the database for the whole server.
     */
    private void remove(UUID id) {
        jdbi.useHandle(handle -> {
            List<StoredPart> parts = handle.createQuery(
                            "SELECT position, OCTET_LENGTH(bytes) AS length FROM upload_part WHERE upload_id = :id")
                    .bind("id", id)
                    .map((row, context) -> new StoredPart(row.getInt("position"), row.getLong("length")))
                    .list();
            parts.forEach(part -> handle.useTransaction(transaction -> remove(transaction, id, part)));
            handle.execute("DELETE FROM upload WHERE id = ?", id);
        });
    }

    private void remove(Handle transaction, UUID id, StoredPart part) {
        // another node may remove it, too
        if (transaction.execute("DELETE FROM upload_part WHERE upload_id = ? AND position = ?", id, part.position())
                == 1) {
            quotas.release(transaction, id, part.length());
        }
    }

    private record StoredPart(int position, long length) {}

    /** The sealed upload; empty when it is unknown or was never sealed. */
    public Optional<Upload> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, file_name, byte_count, sha256, reading FROM upload WHERE id = :id AND run_id IS NOT NULL")
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
                        "SELECT id, file_name, byte_count, sha256, reading, run_id FROM upload WHERE run_id IN (<runs>)")
                .bindList("runs", ids)
                .map((row, context) -> Map.entry(new RunId(row.getObject("run_id", UUID.class)), uploadOf(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The runs to which exactly this file was given, the newest first. */
    public List<RunId> runsOf(String sha256) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT run_id FROM upload WHERE sha256 = :sha256 AND run_id IS NOT NULL"
                                + " ORDER BY created_at DESC, id")
                        .bind("sha256", sha256)
                        .map((row, context) -> new RunId(row.getObject("run_id", UUID.class)))
                        .list());
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
                readingOf(row.getObject("id", UUID.class), row.getString("reading")));
    }

    private FileReading readingOf(UUID id, @Nullable String json) {
        return json == null ? examined(id) : jsonb.fromJson(json, FileReading.class);
    }

    /** For a file that an earlier version accepted. */
    private FileReading examined(UUID id) {
        try (InputStream bytes = new PartsInputStream(position -> part(id, position))) {
            return FileReading.examine(bytes, ReadingChoices.NONE);
        } catch (IOException | UnreadableFileException e) {
            throw new IllegalStateException("upload " + id + " cannot be examined again: " + e.getMessage(), e);
        }
    }
}
