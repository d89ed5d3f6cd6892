package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Sign-ins that hold on every node until they end, stay unused too long or grow too old.
 *
 * <p>The value given out is 256 random bits; the table keeps its SHA-256, so reading the table signs nobody in. Each
 * {@link #find} asks the database, and for a user of the table {@code app_user} takes that user's roles of now: ending
 * a sign-in, disabling the user or changing the roles holds at the next request, on every node. Safe for any number of
 * threads.
 */
public final class SignIns {

    /** Writing each request's time would make every poll a write; a coarser mark is enough for limits of minutes. */
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofSeconds(30);

    private static final int VALUE_BYTES = 32;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Jdbi jdbi;
    private final Duration maxIdle;
    private final Duration lifespan;
    private final SecureRandom random = new SecureRandom();

    SignIns(Database database, SecuritySettings settings) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.maxIdle = settings.maxIdle();
        this.lifespan = settings.lifespan();
    }

    /**
     * Starts a sign-in and answers its secret value, which is not kept anywhere.
     *
     * @param ownUser true for a user of the table {@code app_user}, whose roles are read anew at each request; false
     *     for one whom a deployer's identity store knows, who keeps the roles given here until the sign-in ends
     */
    public String begin(String user, Set<String> roles, boolean ownUser) {
        byte[] bytes = new byte[VALUE_BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbi.useTransaction(handle -> {
            handle.execute("DELETE FROM sign_in WHERE expires_at < current_timestamp");
            handle.createUpdate("""
                            INSERT INTO sign_in (token_hash, user_name, own_user, roles, created_at, last_use_at, expires_at)
                            VALUES (:hash, :user, :ownUser, :roles, current_timestamp, current_timestamp,
                                current_timestamp + CAST(:lifespan AS BIGINT) * INTERVAL '1' SECOND)""")
                    .bind("hash", hash(value))
                    .bind("user", user)
                    .bind("ownUser", ownUser)
                    .bind("roles", Users.join(roles))
                    .bind("lifespan", lifespan.toSeconds())
                    .execute();
        });
        return value;
    }

    /** The sign-in of a value, if it holds now; anything else, of any length or content, is simply not found. */
    public Optional<SignIn> find(String value) {
        if (!VALUE.matcher(value).matches()) {
            return Optional.empty();
        }
        String hash = hash(value);
        Optional<Found> found =
                jdbi.withHandle(handle -> handle.createQuery(String.format(Locale.ROOT, """
                                SELECT s.user_name, s.own_user, s.roles AS given_roles, u.roles AS roles_now, u.disabled,
                                    s.last_use_at < %s AS worth_noting
                                FROM sign_in s LEFT JOIN app_user u ON u.name = s.user_name
                                WHERE s.token_hash = :hash AND s.expires_at > current_timestamp
                                    AND s.last_use_at > %s""", ago("noted"), ago("idle")))
                        .bind("hash", hash)
                        .bind("noted", USE_IS_NOTED_EVERY.toSeconds())
                        .bind("idle", maxIdle.toSeconds())
                        .map(SignIns::found)
                        .findOne());
        found.filter(Found::worthNoting).ifPresent(ignored -> noteUse(hash));
        return found.filter(Found::allowed).map(Found::signIn);
    }

    /** Ends the sign-in of this value on every node; one that has already ended stays so. */
    public void end(String value) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM sign_in WHERE token_hash = ?", hash(value)));
    }

    /** Ends all sign-ins of a user on every node, as after a change of password. */
    void endAllOf(String user) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM sign_in WHERE user_name = ?", user));
    }

    private void noteUse(String hash) {
        jdbi.useHandle(handle ->
                handle.execute("UPDATE sign_in SET last_use_at = current_timestamp WHERE token_hash = ?", hash));
    }

    /** The moment as many seconds ago as this parameter says. */
    private static String ago(String parameter) {
        return "current_timestamp - CAST(:" + parameter + " AS BIGINT) * INTERVAL '1' SECOND";
    }

    private static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Found found(ResultSet row, StatementContext context) throws SQLException {
        boolean ownUser = row.getBoolean("own_user");
        String rolesNow = row.getString("roles_now");
        boolean allowed = !ownUser || (rolesNow != null && !row.getBoolean("disabled"));
        String roles = ownUser && rolesNow != null ? rolesNow : row.getString("given_roles");
        return new Found(
                new SignIn(row.getString("user_name"), Users.split(roles)), allowed, row.getBoolean("worth_noting"));
    }

    private record Found(SignIn signIn, boolean allowed, boolean worthNoting) {}
}
