package dev.longhaul.shop.notification;

import dev.longhaul.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The mails in the database: WAITING, SENDING while one process has it in its hands, then SENT or given up as FAILED; a
 * process that died with one in its hands leaves it UNKNOWN. Safe for any number of threads and nodes.
 */
final class MailStore {

    static final int MAX_ATTEMPTS = 5;

    private static final String AGO = "CURRENT_TIMESTAMP - CAST(:seconds AS BIGINT) * INTERVAL '1' SECOND";

    private final Jdbi jdbi;

    MailStore(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    /** Records a mail to be sent. False, and nothing is recorded, when its address has one of this topic already. */
    boolean add(Mail mail) {
        return jdbi.inTransaction(handle -> {
            boolean known = handle.createQuery("SELECT 1 FROM mail WHERE topic = :topic AND recipient = :recipient")
                    .bind("topic", mail.topic())
                    .bind("recipient", mail.recipient())
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (!known) {
                insert(handle, mail);
            }
            return !known;
        });
    }

    private static void insert(Handle handle, Mail mail) {
        handle.createUpdate(
                        "INSERT INTO mail (id, topic, recipient, subject, body, status, attempts, created_at, changed_at)"
                                + " VALUES (:id, :topic, :recipient, :subject, :body, 'WAITING', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")
                .bind("id", mail.id())
                .bind("topic", mail.topic())
                .bind("recipient", mail.recipient())
                .bind("subject", mail.subject())
                .bind("body", mail.body())
                .execute();
    }

    /** Mails that wait, the oldest first. */
    List<UUID> waiting(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id FROM mail WHERE status = 'WAITING' ORDER BY created_at, id LIMIT :limit")
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list());
    }

    /** Takes the mail into this process's hands; empty when another has it or had it. */
    Optional<Mail> take(UUID id) {
        return jdbi.inTransaction(handle -> {
            int taken = handle.createUpdate("UPDATE mail SET status = 'SENDING', attempts = attempts + 1,"
                            + " changed_at = CURRENT_TIMESTAMP WHERE id = :id AND status = 'WAITING'")
                    .bind("id", id)
                    .execute();
            return taken == 0
                    ? Optional.<Mail>empty()
                    : handle.createQuery("SELECT id, topic, recipient, subject, body FROM mail WHERE id = :id")
                            .bind("id", id)
                            .map(MailStore::mailOf)
                            .findOne();
        });
    }

    void sent(UUID id) {
        become(id, "SENT", null);
    }

    /** Puts the mail back. False when it was tried as often as it may be, and is given up. */
    boolean refused(UUID id, String error) {
        return jdbi.inTransaction(handle -> {
            int attempts = handle.createQuery("SELECT attempts FROM mail WHERE id = :id")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .one();
            boolean again = attempts < MAX_ATTEMPTS;
            become(handle, id, again ? "WAITING" : "FAILED", error);
            return again;
        });
    }

    /**
     * Marks what has been in somebody's hands for so long that those must be gone. The answer is who may have got none.
     */
    List<String> giveUpLeftSending(Duration age) {
        return jdbi.inTransaction(handle -> {
            List<Mail> left = handle.createQuery("SELECT id, topic, recipient, subject, body FROM mail"
                            + " WHERE status = 'SENDING' AND changed_at < " + AGO + " FOR UPDATE")
                    .bind("seconds", age.toSeconds())
                    .map(MailStore::mailOf)
                    .list();
            left.forEach(mail -> become(handle, mail.id(), "UNKNOWN", null));
            return left.stream().map(Mail::recipient).toList();
        });
    }

    /** Forgets what came to an end so long ago. */
    int clear(Duration age) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "DELETE FROM mail WHERE status IN ('SENT', 'FAILED', 'UNKNOWN') AND changed_at < " + AGO)
                .bind("seconds", age.toSeconds())
                .execute());
    }

    private void become(UUID id, String status, @Nullable String error) {
        jdbi.useHandle(handle -> become(handle, id, status, error));
    }

    private static void become(Handle handle, UUID id, String status, @Nullable String error) {
        handle.createUpdate("UPDATE mail SET status = :status, last_error = :error, changed_at = CURRENT_TIMESTAMP"
                        + " WHERE id = :id AND status = 'SENDING'")
                .bind("status", status)
                .bind("error", error == null || error.length() <= 1_000 ? error : error.substring(0, 1_000))
                .bind("id", id)
                .execute();
    }

    private static Mail mailOf(ResultSet row, StatementContext context) throws SQLException {
        return new Mail(
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"));
    }
}
