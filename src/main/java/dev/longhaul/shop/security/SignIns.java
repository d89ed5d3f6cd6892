package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

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
    static final Duration USE_IS_NOTED_EVERY = Duration.ofSeconds(30);

    static final String AGO = "current_timestamp - CAST(:%s AS BIGINT) * INTERVAL '1' SECOND";

    private static final int MOST_LISTED = 100;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");
    /** Alive by both limits. */
    private static final String ALIVE = "s.expires_at > current_timestamp AND s.last_use_at > " + AGO.formatted("idle");

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Duration maxIdle;
    private final Duration lifespan;

    SignIns(Database database, AuditTrail audit, SecuritySettings settings) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.audit = audit;
        this.maxIdle = settings.maxIdle();
        this.lifespan = settings.lifespan();
    }

    /**
     * Starts a sign-in and answers its secret value, which is not kept anywhere. The roles of a user of the table
     * {@code app_user} are read anew at each request; one whom a deployer's identity store knows keeps the given roles
     * until the sign-in ends.
     *
     * @param userAgent how the browser calls itself; null for not at all
     * @return empty when the password was changed after it was checked: nobody is signed in by the old one
     */
    public Optional<String> begin(PasswordAnswer.Accepted accepted, String address, @Nullable String userAgent) {
        String value = Secrets.random();
        String browser = BrowserName.of(userAgent);
        // on its own: in one transaction with the lock on the user, it could wait in a circle with a change of the
        // password
        jdbi.useHandle(handle -> handle.execute("DELETE FROM sign_in WHERE expires_at < current_timestamp"));
        boolean begun = jdbi.inTransaction(handle -> {
            if (!isStillThePassword(handle, accepted)) {
                return false;
            }
            handle.createUpdate("""
                            INSERT INTO sign_in (id, token_hash, user_name, own_user, roles, address, browser,
                                created_at, last_use_at, expires_at)
                            VALUES (:id, :hash, :user, :ownUser, :roles, :address, :browser,
                                current_timestamp, current_timestamp,
                                current_timestamp + CAST(:lifespan AS BIGINT) * INTERVAL '1' SECOND)""")
                    .bind("id", UUID.randomUUID())
                    .bind("hash", Secrets.sha256(value))
                    .bind("user", accepted.user())
                    .bind("ownUser", accepted.ownUser())
                    .bind("roles", Users.join(accepted.roles()))
                    .bind("address", address)
                    .bind("browser", browser)
                    .bind("lifespan", lifespan.toSeconds())
                    .execute();
            audit.record(
                    handle,
                    AuditLine.of(AuditAction.SIGNED_IN, accepted.user())
                            .from(address)
                            .saying(browser));
            return true;
        });
        return begun ? Optional.of(value) : Optional.empty();
    }

    /** The sign-in of a value, if it holds now; anything else, of any length or content, is simply not found. */
    public Optional<SignIn> find(String value) {
        if (!VALUE.matcher(value).matches()) {
            return Optional.empty();
        }
        String hash = Secrets.sha256(value);
        Optional<Found> found =
                jdbi.withHandle(handle -> handle.createQuery("""
                                SELECT s.id, s.user_name, s.own_user, s.roles AS given_roles, u.roles AS roles_now,
                                    u.disabled, u.password_temporary, s.last_use_at < %s AS worth_noting
                                FROM sign_in s LEFT JOIN app_user u ON u.name = s.user_name
                                WHERE s.token_hash = :hash AND %s""".formatted(AGO.formatted("noted"), ALIVE))
                        .bind("hash", hash)
                        .bind("noted", USE_IS_NOTED_EVERY.toSeconds())
                        .bind("idle", maxIdle.toSeconds())
                        .map(SignIns::found)
                        .findOne());
        found.filter(Found::worthNoting).ifPresent(ignored -> noteUse(hash));
        return found.filter(Found::allowed).map(Found::signIn);
    }

    /** The sign-ins of a user that hold now, the last used first, up to {@value #MOST_LISTED}. */
    public List<OwnSignIn> list(String user) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT s.* FROM sign_in s WHERE s.user_name = :user"
                        + " AND s.id IS NOT NULL AND " + ALIVE + " ORDER BY s.last_use_at DESC LIMIT " + MOST_LISTED)
                .bind("user", user)
                .bind("idle", maxIdle.toSeconds())
                .map((row, context) -> new OwnSignIn(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_use_at", OffsetDateTime.class).toInstant(),
                        row.getString("address"),
                        row.getString("browser")))
                .list());
    }

    /** Ends the sign-in of this value on every node, as its user asked; one that has already ended stays so. */
    public void end(String value) {
        String hash = Secrets.sha256(value);
        jdbi.useTransaction(handle -> {
            Optional<String> user = handle.createQuery("SELECT user_name FROM sign_in WHERE token_hash = :hash")
                    .bind("hash", hash)
                    .mapTo(String.class)
                    .findOne();
            if (user.isPresent() && handle.execute("DELETE FROM sign_in WHERE token_hash = ?", hash) == 1) {
                audit.record(handle, AuditLine.of(AuditAction.SIGNED_OUT, user.get()));
            }
        });
    }

    /** Ends one sign-in of the user on every node; false when they have none of this id. */
    public boolean end(String user, UUID id) {
        return jdbi.inTransaction(handle -> {
            int count = handle.execute("DELETE FROM sign_in WHERE user_name = ? AND id = ?", user, id);
            if (count == 1) {
                audit.record(handle, AuditLine.of(AuditAction.SIGN_INS_ENDED, user));
            }
            return count == 1;
        });
    }

    /** Ends all sign-ins of the user but the kept one. */
    public void endOthers(String user, Optional<UUID> kept) {
        jdbi.useTransaction(handle -> {
            int count = endOthers(handle, user, kept);
            if (count > 0) {
                audit.record(
                        handle, AuditLine.of(AuditAction.SIGN_INS_ENDED, user).times(count));
            }
        });
    }

    /** Ends sign-ins inside the caller's transaction, unrecorded: part of what the caller records. */
    static int endOthers(Handle handle, String user, Optional<UUID> kept) {
        return kept.isEmpty()
                ? handle.execute("DELETE FROM sign_in WHERE user_name = ?", user)
                : handle.execute(
                        "DELETE FROM sign_in WHERE user_name = ? AND (id IS NULL OR id <> ?)", user, kept.get());
    }

    // the row stays locked: a change of the password either waits, and then ends this sign-in, or came before
    private static boolean isStillThePassword(Handle handle, PasswordAnswer.Accepted accepted) {
        return accepted.passwordMark().isEmpty()
                || Users.findForUpdate(handle, accepted.user())
                        .map(user -> user.password().mark())
                        .equals(accepted.passwordMark());
    }

    private void noteUse(String hash) {
        jdbi.useHandle(handle ->
                handle.execute("UPDATE sign_in SET last_use_at = current_timestamp WHERE token_hash = ?", hash));
    }

    private static Found found(ResultSet row, StatementContext context) throws SQLException {
        boolean ownUser = row.getBoolean("own_user");
        String rolesNow = row.getString("roles_now");
        boolean allowed = !ownUser || (rolesNow != null && !row.getBoolean("disabled"));
        Set<String> roles = ownUser && rolesNow != null
                ? User.effectiveRoles(Users.split(rolesNow), row.getBoolean("password_temporary"))
                : Users.split(row.getString("given_roles"));
        SignIn signIn = new SignIn(row.getObject("id", UUID.class), row.getString("user_name"), roles);
        return new Found(signIn, allowed, row.getBoolean("worth_noting"));
    }

    private record Found(SignIn signIn, boolean allowed, boolean worthNoting) {}
}
