package dev.longhaul.shop.catalog.undo;

import dev.longhaul.database.Database;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What each chunk of each run changed in the catalogue. Safe for any number of threads. */
public final class ChangeStore {

    /** The position of a run's first chunk, which is recorded even if it changed nothing. */
    public static final long FIRST_POSITION = 1;

    /** H2 takes a mebibyte at most in one value. */
    private static final int PART_BYTES = 1 << 19;

    private static final String INSERT =
            "INSERT INTO catalog_change (run_id, position, part, format, first_changes, creations, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final Jdbi jdbi;

    public ChangeStore(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    /** The changes of one chunk. */
    public record RecordedChunk(long position, List<ProductChange> changes) {

        public RecordedChunk {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Writes the changes of a chunk in its transaction. A chunk that changed nothing is left out, unless it is the
     * first.
     *
     * @param position ascends within the run from {@link #FIRST_POSITION}, may leave numbers out
     */
    public void insert(Connection transaction, UUID run, long position, List<ProductChange> changes)
            throws SQLException {
        if (changes.isEmpty() && position != FIRST_POSITION) {
            return;
        }
        byte[] body = ChangeCodec.encode(changes);
        ChangedProducts counts = ChangedProducts.of(changes);
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            for (int part = 0; part * PART_BYTES < body.length; part++) {
                insert.setObject(1, run);
                insert.setLong(2, position);
                insert.setInt(3, part);
                insert.setInt(4, ChangeCodec.FORMAT);
                insert.setLong(5, part == 0 ? counts.all() : 0);
                insert.setLong(6, part == 0 ? counts.created() : 0);
                insert.setBytes(
                        7, Arrays.copyOfRange(body, part * PART_BYTES, Math.min(body.length, (part + 1) * PART_BYTES)));
                insert.executeUpdate();
            }
        }
    }

    /** Whether all chunks of the run are recorded: an earlier version recorded none. */
    public boolean isRecorded(UUID run) {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT COUNT(*) FROM catalog_change WHERE run_id = :run AND position = :first")
                                .bind("run", run)
                                .bind("first", FIRST_POSITION)
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /** How many products the run has changed so far. */
    public ChangedProducts products(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COALESCE(SUM(first_changes), 0) AS all_of_them,"
                        + " COALESCE(SUM(creations), 0) AS created FROM catalog_change WHERE run_id = :run")
                .bind("run", run)
                .map((row, context) -> new ChangedProducts(row.getLong("all_of_them"), row.getLong("created")))
                .one());
    }

    /**
     * How many products a run has changed.
     *
     * @param all each once
     * @param created those among them that it made
     */
    public record ChangedProducts(long all, long created) {

        private static ChangedProducts of(List<ProductChange> changes) {
            List<ProductChange> first =
                    changes.stream().filter(ProductChange::isFirst).toList();
            return new ChangedProducts(
                    first.size(),
                    first.stream().filter(ProductChange::isCreation).count());
        }
    }

    /**
     * The last chunk before this position; empty before the first.
     *
     * @throws UnreadableChangesException when another version has recorded it
     */
    public Optional<RecordedChunk> lastBefore(UUID run, long position) throws UnreadableChangesException {
        return chunk(run, "SELECT MAX(position) FROM catalog_change WHERE run_id = :run AND position < :at", position);
    }

    /**
     * The next chunk after this position; empty after the last.
     *
     * @throws UnreadableChangesException when another version has recorded it
     */
    public Optional<RecordedChunk> firstAfter(UUID run, long position) throws UnreadableChangesException {
        return chunk(run, "SELECT MIN(position) FROM catalog_change WHERE run_id = :run AND position > :at", position);
    }

    private Optional<RecordedChunk> chunk(UUID run, String which, long at) throws UnreadableChangesException {
        List<StoredPart> parts = jdbi.withHandle(handle -> handle.createQuery("SELECT position, format, body"
                        + " FROM catalog_change WHERE run_id = :run AND position = (" + which + ") ORDER BY part")
                .bind("run", run)
                .bind("at", at)
                .map((row, context) ->
                        new StoredPart(row.getLong("position"), row.getInt("format"), row.getBytes("body")))
                .list());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach(part -> body.writeBytes(part.body()));
        StoredPart first = parts.get(0);
        return Optional.of(new RecordedChunk(first.position(), ChangeCodec.decode(first.format(), body.toByteArray())));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record StoredPart(long position, int format, byte[] body) {}

    /**
     * What the run has changed so far, for one that continues.
     *
     * @throws UnreadableChangesException when another version has recorded it
     */
    public RunTouches touches(UUID run) throws UnreadableChangesException {
        RunTouches touches = new RunTouches();
        Optional<RecordedChunk> chunk = firstAfter(run, 0);
        while (chunk.isPresent()) {
            touches.remember(chunk.get().changes());
            chunk = firstAfter(run, chunk.get().position());
        }
        return touches;
    }
}
