package dev.longhaul.shop.productimport.staging;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.reading.column.ReadingChoices;
import jakarta.json.bind.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The saved profiles, shared by everybody who may import. Each change is recorded with who made it. Safe for any number
 * of threads.
 */
public final class ReadingProfiles {

    private static final String SELECT = "SELECT name, header_print, choices, saved_by, saved_at FROM reading_profile ";

    private final Jdbi jdbi;
    private final Jsonb jsonb;
    private final AuditTrail audit;

    public ReadingProfiles(Database database, Jsonb jsonb, AuditTrail audit) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.jsonb = jsonb;
        this.audit = audit;
    }

    /** All of them, by name. */
    public List<ReadingProfile> list() {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "ORDER BY name_key")
                .map((row, context) -> profileOf(row))
                .list());
    }

    /** Those that recognise this header, by name. */
    public List<ReadingProfile> fitting(String headerPrint) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "WHERE header_print = :print ORDER BY name_key")
                .bind("print", headerPrint)
                .map((row, context) -> profileOf(row))
                .list());
    }

    /** The profile of this name, in any case, with or without blanks around it. */
    public Optional<ReadingProfile> find(String name) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "WHERE name_key = :key")
                .bind("key", key(name))
                .map((row, context) -> profileOf(row))
                .findOne());
    }

    /**
     * Saves it; one of the same name is replaced.
     *
     * @param headerPrint of the files that are to be recognised; null for none
     * @throws ProfileRefusedException when the name is blank, too long, or has control characters in it
     */
    public void save(String name, @Nullable String headerPrint, ReadingChoices choices, String savedBy)
            throws ProfileRefusedException {
        String plain = ProfileRefusedException.requireName(name);
        String json = jsonb.toJson(choices);
        jdbi.useTransaction(transaction -> {
            // two that save one name at the same time: the second of the two inserts fails, and nothing is half saved
            transaction.execute("DELETE FROM reading_profile WHERE name_key = ?", key(plain));
            insert(transaction, plain, headerPrint, json, savedBy);
            record(transaction, AuditAction.PROFILE_SAVED, savedBy, plain);
        });
    }

    private static void insert(
            Handle transaction, String name, @Nullable String headerPrint, String choices, String savedBy) {
        transaction
                .createUpdate("INSERT INTO reading_profile (name_key, name, header_print, choices, saved_by, saved_at)"
                        + " VALUES (:key, :name, :print, :choices, :savedBy, CURRENT_TIMESTAMP)")
                .bind("key", key(name))
                .bind("name", name)
                .bind("print", headerPrint)
                .bind("choices", choices)
                .bind("savedBy", savedBy)
                .execute();
    }

    /** Removes it; false when there is none of this name. */
    public boolean remove(String name, String removedBy) {
        return jdbi.inTransaction(transaction -> {
            boolean isRemoved = transaction.execute("DELETE FROM reading_profile WHERE name_key = ?", key(name)) == 1;
            if (isRemoved) {
                record(transaction, AuditAction.PROFILE_REMOVED, removedBy, name.strip());
            }
            return isRemoved;
        });
    }

    private void record(Handle transaction, AuditAction action, String user, String name) {
        audit.record(transaction, AuditLine.of(action, user).on(name));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private ReadingProfile profileOf(ResultSet row) throws SQLException {
        return new ReadingProfile(
                row.getString("name"),
                row.getString("header_print"),
                jsonb.fromJson(row.getString("choices"), ReadingChoices.class),
                row.getString("saved_by"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }
}
