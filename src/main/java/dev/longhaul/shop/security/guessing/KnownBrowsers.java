package dev.longhaul.shop.security.guessing;

import dev.longhaul.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Browsers in which a user has signed in before, each recognised by a random value in a cookie. The table keeps a hash.
 * The value signs no one in: it only says that wrong passwords for this user are counted apart from those of strangers.
 * Safe for any number of threads and nodes.
 */
public final class KnownBrowsers {

    /** How long a browser is known after the last sign-in; its cookie lasts as long. */
    public static final Duration KNOWN_FOR = Duration.ofDays(180);

    static final int MOST_PER_USER = 20;

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int VALUE_BYTES = 32;

    private final Jdbi jdbi;
    private final SecureRandom random = new SecureRandom();

    public KnownBrowsers(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    /** A key for counting by, if one of these cookie values is of a browser that this user has signed in with. */
    public Optional<String> find(Collection<String> values, String user) {
        return values.stream()
                .filter(value -> VALUE.matcher(value).matches())
                .limit(MOST_PER_USER)
                .map(KnownBrowsers::hash)
                .filter(hash -> isKnown(hash, user))
                .findFirst();
    }

    /**
     * Remembers the browser for this user and returns its new value. Other users of the same browser stay known in it;
     * of a user's browsers the {@value #MOST_PER_USER} used last are kept.
     *
     * @param values the cookie values that it sent
     */
    public String remember(Collection<String> values, String user) {
        byte[] bytes = new byte[VALUE_BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String hash = hash(value);
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM known_browser WHERE last_use_at < current_timestamp"
                            + " - CAST(:days AS BIGINT) * INTERVAL '1' DAY")
                    .bind("days", KNOWN_FOR.toDays())
                    .execute();
            // a new value at each sign-in: one that another site has planted serves no one afterwards
            values.stream().filter(old -> VALUE.matcher(old).matches()).limit(1).forEach(old -> {
                handle.execute("DELETE FROM known_browser WHERE value_hash = ? AND user_name = ?", hash(old), user);
                handle.execute("UPDATE known_browser SET value_hash = ? WHERE value_hash = ?", hash, hash(old));
            });
            handle.execute(
                    "INSERT INTO known_browser (value_hash, user_name, last_use_at) VALUES (?, ?, current_timestamp)",
                    hash,
                    user);
            keepNewest(handle, user);
        });
        return value;
    }

    private boolean isKnown(String hash, String user) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM known_browser WHERE value_hash = :hash AND user_name = :user
                            AND last_use_at > current_timestamp - CAST(:days AS BIGINT) * INTERVAL '1' DAY""")
                        .bind("hash", hash)
                        .bind("user", user)
                        .bind("days", KNOWN_FOR.toDays())
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    private static void keepNewest(Handle handle, String user) {
        handle
                .createQuery("SELECT value_hash FROM known_browser WHERE user_name = ? ORDER BY last_use_at DESC")
                .bind(0, user)
                .mapTo(String.class)
                .stream()
                .skip(MOST_PER_USER)
                .toList()
                .forEach(hash ->
                        handle.execute("DELETE FROM known_browser WHERE value_hash = ? AND user_name = ?", hash, user));
    }

    private static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
