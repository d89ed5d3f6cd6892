package dev.longhaul.run;

import dev.longhaul.database.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Marks the transaction in which an owner writes a chunk, so that the node which takes the run over can end it. A
 * frozen process keeps its transaction open, and with it every row it has written from its successor. On H2 there is no
 * other process.
 */
final class ChunkWriters {

    private final boolean areMarked;

    ChunkWriters(Dialect dialect) {
        this.areMarked = dialect == Dialect.POSTGRESQL;
    }

    /** Marks this transaction until its end. */
    void enter(Handle transaction, RunId id, long epoch) {
        if (areMarked) {
            transaction
                    .createQuery("SELECT pg_advisory_xact_lock(:key)")
                    .bind("key", key(id, epoch))
                    .mapTo(String.class)
                    .list();
        }
    }

    /**
     * Ends the session of the owner of this epoch if it is in the middle of a chunk; what it has written is rolled
     * back.
     */
    void end(Handle transaction, RunId id, long epoch) {
        if (areMarked) {
            long key = key(id, epoch);
            transaction
                    .createQuery(
                            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                                    + " AND CAST(classid AS BIGINT) = :high AND CAST(objid AS BIGINT) = :low AND objsubid = 1"
                                    + " AND pid <> pg_backend_pid()")
                    .bind("high", key >>> Integer.SIZE)
                    .bind("low", key & 0xFFFF_FFFFL)
                    .mapTo(Boolean.class)
                    .list();
        }
    }

    private static long key(RunId id, long epoch) {
        UUID hash = UUID.nameUUIDFromBytes((id + " " + epoch).getBytes(StandardCharsets.UTF_8));
        return hash.getMostSignificantBits() ^ hash.getLeastSignificantBits();
    }
}
