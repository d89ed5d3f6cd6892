package dev.longhaul.shop.productimport.upload;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Counts the bytes of each user in the database, so that all nodes know them. A part is counted in the transaction that
 * stores it, by one conditional update, so two uploads cannot both take the last byte. Days are of UTC, by the
 * database's clock. Safe for any number of threads.
 */
final class QuotaTable {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String EPOCH = "EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)";
    private static final String TODAY = "CAST(FLOOR(" + EPOCH + " / 86400) AS BIGINT)";
    private static final String ARRIVED_TODAY = "CASE WHEN last_day = " + TODAY + " THEN day_bytes ELSE 0 END";
    private static final String OF_UPLOAD = "user_name = (SELECT uploaded_by FROM upload WHERE id = :upload)";

    private final Jdbi jdbi;
    private final UploadQuotas quotas;

    QuotaTable(Jdbi jdbi, UploadQuotas quotas) {
        this.jdbi = jdbi;
        this.quotas = quotas;
    }

    /** What the database has counted for one user, and how long the day lasts. */
    private record Used(long kept, long today, Duration untilTomorrow) {}

    /**
     * Refuses a file that cannot be stored, before its first byte.
     *
     * @param expectedBytes how long it is to be; zero when that is unknown
     */
    void require(String user, long expectedBytes) throws UploadRefusedException {
        Used used = jdbi.withHandle(handle -> used(handle, "user_name = :user", "user", user));
        requireRoom(used, Math.max(1, expectedBytes));
    }

    private void requireRoom(Used used, long more) throws UploadRefusedException {
        if (used.kept() > quotas.kept().bytes() - more) {
            throw UploadRefusedException.tooMuchKept(quotas.kept());
        }
        if (used.today() > quotas.daily().bytes() - more) {
            throw UploadRefusedException.tooMuchToday(quotas.daily(), used.untilTomorrow());
        }
    }

    /**
     * Counts bytes that arrived for an upload; false, with nothing counted, if they are more than the user is allowed.
     */
    boolean add(Handle transaction, UUID upload, int bytes) {
        return transaction
                        .createUpdate("UPDATE upload_quota SET kept_bytes = kept_bytes + :bytes, day_bytes = "
                                + ARRIVED_TODAY + " + :bytes, last_day = " + TODAY + " WHERE " + OF_UPLOAD
                                + " AND kept_bytes <= :mostKept AND " + ARRIVED_TODAY + " <= :mostToday")
                        .bind("upload", upload)
                        .bind("bytes", (long) bytes)
                        .bind("mostKept", quotas.kept().bytes() - bytes)
                        .bind("mostToday", quotas.daily().bytes() - bytes)
                        .execute()
                == 1;
    }

    /** Says why {@link #add} counted nothing. */
    UploadRefusedException refusal(UUID upload, int bytes) {
        try {
            requireRoom(jdbi.withHandle(handle -> used(handle, OF_UPLOAD, "upload", upload)), bytes);
        } catch (UploadRefusedException refused) {
            return refused;
        }
        // another upload was discarded in between, or the clearing has taken this one
        return UploadRefusedException.tooMuchKept(quotas.kept());
    }

    /** Subtracts bytes that are no longer stored; those of the day stay. */
    void release(Handle transaction, UUID upload, long bytes) {
        transaction
                .createUpdate("UPDATE upload_quota SET kept_bytes = kept_bytes - :bytes WHERE " + OF_UPLOAD)
                .bind("upload", upload)
                .bind("bytes", bytes)
                .execute();
    }

    private static Used used(Handle handle, String which, String name, Object value) {
        return handle.createQuery("SELECT kept_bytes, " + ARRIVED_TODAY + " AS today, 86400 - MOD(CAST(FLOOR(" + EPOCH
                        + ") AS BIGINT), 86400) AS seconds_left FROM upload_quota WHERE " + which)
                .bind(name, value)
                .map((row, context) -> new Used(
                        row.getLong("kept_bytes"),
                        row.getLong("today"),
                        Duration.ofSeconds(row.getLong("seconds_left"))))
                .findOne()
                .orElse(new Used(0, 0, Duration.ofDays(1)));
    }

    /** Makes the user known, before {@link #add}. */
    static void insertIfAbsent(Handle handle, String user) {
        try {
            handle.createUpdate("INSERT INTO upload_quota (user_name, kept_bytes, last_day, day_bytes)"
                            + " SELECT CAST(:user AS VARCHAR), 0, 0, 0"
                            + " WHERE NOT EXISTS (SELECT 1 FROM upload_quota WHERE user_name = :user)")
                    .bind("user", user)
                    .execute();
        } catch (UnableToExecuteStatementException refused) {
            // another upload of the user was faster
            if (!(refused.getCause() instanceof SQLException fault) || !UNIQUE_VIOLATION.equals(fault.getSQLState())) {
                throw refused;
            }
        }
    }
}
