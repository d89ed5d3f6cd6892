package dev.longhaul.shop.audit;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The record of who did what. Lines are added and read; nothing changes them. Safe for any number of threads.
 *
 * <p>Every method that records throws if the line cannot be written, and the caller lets the request fail with it.
 */
public final class AuditTrail {

    /** How many lines one call reads at most. */
    public static final int MOST_AT_ONCE = 1000;

    /** Ids are given before the commit, so a younger line may still have an unseen older one before it. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(2);

    private static final int REMOVED_AT_ONCE = 1000;
    private static final String AGO = "current_timestamp - CAST(:seconds AS BIGINT) * INTERVAL '1' SECOND";

    private final Jdbi jdbi;
    private final String node;
    private final RepeatedLines repeated;

    /** @param node the name of this node */
    public AuditTrail(Database database, String node) {
        this(database, node, Clock.systemUTC());
    }

    AuditTrail(Database database, String node, Clock clock) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.node = node;
        this.repeated = new RepeatedLines(clock);
    }

    /**
     * Records one occurrence, in the JTA transaction of the thread or at once. A repetition of an action that is
     * counted is written later, as part of a number.
     */
    public void record(AuditLine line) {
        write(repeated.dueWith(line));
    }

    /** Records one occurrence of an action that is not counted, in the caller's transaction. */
    public void record(Handle handle, AuditLine line) {
        insert(handle, line);
    }

    /** Writes the numbers of repetitions whose time is over. */
    void writeDue() {
        write(repeated.due());
    }

    /** Writes all numbers of repetitions, before the application ends. */
    void writeAll() {
        write(repeated.all());
    }

    /**
     * The newest lines, newest first.
     *
     * @param before only lines with a smaller id; {@link Long#MAX_VALUE} for the first page
     * @param limit up to {@value #MOST_AT_ONCE}
     */
    public List<AuditEntry> newest(AuditFilter filter, long before, int limit) {
        return list(filter, "id < :bound ORDER BY id DESC", before, limit);
    }

    /**
     * Lines in the order in which they were written, for programs that read on from the last line they know. A line
     * appears here two seconds after it was written: nothing that commits late is then skipped.
     *
     * @param after only lines with a larger id; 0 for all
     * @param limit up to {@value #MOST_AT_ONCE}
     */
    public List<AuditEntry> after(AuditFilter filter, long after, int limit) {
        return list(filter, "id > :bound AND written_at < " + AGO + " ORDER BY id", after, limit);
    }

    /**
     * Deletes lines that are older than the age, in small transactions, until none is left or the token fires.
     *
     * @return how many
     */
    int removeOlderThan(Duration age, CancellationToken token) {
        int total = 0;
        int removed;
        do {
            removed = jdbi.withHandle(handle -> handle.createUpdate(
                            "DELETE FROM audit_line WHERE id IN (SELECT id FROM audit_line WHERE written_at < " + AGO
                                    + " ORDER BY id LIMIT " + REMOVED_AT_ONCE + ")")
                    .bind("seconds", age.toSeconds())
                    .execute());
            total += removed;
        } while (removed == REMOVED_AT_ONCE && !token.isCancellationRequested());
        return total;
    }

    private void write(List<AuditLine> lines) {
        if (!lines.isEmpty()) {
            jdbi.useHandle(handle -> lines.forEach(line -> insert(handle, line)));
        }
    }

    private void insert(Handle handle, AuditLine line) {
        handle.createUpdate("""
                        INSERT INTO audit_line (node, action, user_name, address, subject, detail, times)
                        VALUES (:node, :action, :user, :address, :subject, :detail, :times)""")
                .bind("node", node)
                .bind("action", line.action().key())
                .bind("user", line.user())
                .bind("address", line.address())
                .bind("subject", line.subject())
                .bind("detail", line.detail())
                .bind("times", line.times())
                .execute();
    }

    private List<AuditEntry> list(AuditFilter filter, String bound, long id, int limit) {
        Map<String, Object> wanted = new TreeMap<>();
        StringBuilder where = new StringBuilder();
        if (filter.user() != null) {
            where.append("user_name = :user AND ");
            wanted.put("user", filter.user());
        }
        if (filter.action() != null) {
            where.append("action = :action AND ");
            wanted.put("action", filter.action());
        }
        if (filter.from() != null) {
            where.append("written_at >= :from AND ");
            wanted.put("from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.until() != null) {
            where.append("written_at < :until AND ");
            wanted.put("until", filter.until().atOffset(ZoneOffset.UTC));
        }
        if (bound.contains(":seconds")) {
            wanted.put("seconds", SETTLED_AFTER.toSeconds());
        }
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery("SELECT * FROM audit_line WHERE " + where + bound + " LIMIT :limit")
                    .bind("bound", id)
                    .bind("limit", Math.min(limit, MOST_AT_ONCE));
            return query.bindMap(wanted).map(AuditTrail::entry).list();
        });
    }

    private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getString("node"),
                row.getString("action"),
                row.getString("user_name"),
                row.getString("address"),
                row.getString("subject"),
                row.getString("detail"),
                row.getInt("times"));
    }
}
