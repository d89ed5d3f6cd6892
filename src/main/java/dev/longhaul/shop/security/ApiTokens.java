package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that a program sends instead of a user's password. Each has one scope and an end, and never gives more than
 * its user's roles at that request: disabling the user or changing the roles holds at the next one, on every node.
 *
 * <p>The secret is 256 random bits behind {@value #PREFIX}, by which scanners find one that was published; the table
 * keeps its SHA-256. Only users of the table {@code app_user} have tokens: whether a deployer's identity store still
 * knows a user cannot be asked without a password. Safe for any number of threads.
 */
public final class ApiTokens {

    /** How every token begins. */
    public static final String PREFIX = "lh_";

    /** A token is valid for this many days at most. */
    public static final int MOST_DAYS = 366;

    /** How many a user may have. */
    static final int MOST_TOKENS = 20;

    private static final Pattern SECRET = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,100}");
    private static final String IN_DAYS = "current_timestamp + CAST(:days AS BIGINT) * INTERVAL '1' DAY";

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final boolean offered;

    /**
     * A token that was just made.
     *
     * @param secret to be shown once; kept nowhere
     */
    public record Created(OwnToken token, String secret) {

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "Created[token=" + token + "]";
        }
    }

    ApiTokens(Database database, AuditTrail audit, SecuritySettings.UserSource source) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.audit = audit;
        this.offered = source == SecuritySettings.UserSource.DATABASE;
    }

    /** Whether users of this application can have tokens. */
    public boolean areOffered() {
        return offered;
    }

    /**
     * Makes a token for a user.
     *
     * @param name for the user to recognise it by
     * @param days how long it is valid, from 1 to {@value #MOST_DAYS}
     * @throws UserRefusedException when tokens are not offered, the name or the days are not allowed, or the user has
     *     as many tokens as one may have
     */
    public Created create(String user, String name, TokenScope scope, int days) throws UserRefusedException {
        check(name, days);
        String secret = PREFIX + Secrets.random();
        UUID id = UUID.randomUUID();
        OwnToken token = jdbi.inTransaction(handle -> {
            // locked, so that two at once do not both see room for one more
            if (Users.findForUpdate(handle, user).isEmpty()) {
                throw new UserRefusedException("tokens-elsewhere", "Only users of this application can have tokens.");
            }
            handle.execute("DELETE FROM api_token WHERE user_name = ? AND expires_at < current_timestamp", user);
            if (list(handle, user).size() >= MOST_TOKENS) {
                throw new UserRefusedException(
                        "token-count", "A user has " + MOST_TOKENS + " tokens at most. Revoke one that is not used.");
            }
            handle.createUpdate(String.format(Locale.ROOT, """
                            INSERT INTO api_token (id, token_hash, user_name, name, scope, created_at, expires_at)
                            VALUES (:id, :hash, :user, :name, :scope, current_timestamp, %s)""", IN_DAYS))
                    .bind("id", id)
                    .bind("hash", Secrets.sha256(secret))
                    .bind("user", user)
                    .bind("name", name)
                    .bind("scope", scope.key())
                    .bind("days", days)
                    .execute();
            audit.record(
                    handle,
                    AuditLine.of(AuditAction.TOKEN_CREATED, user)
                            .on(id.toString())
                            .saying(scope.key() + ", " + days + " days: " + name));
            return list(handle, user).stream()
                    .filter(made -> made.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        });
        return new Created(token, secret);
    }

    /** Who a token stands for, if it is valid now; anything else, of any length or content, is simply not found. */
    public Optional<TokenCaller> find(String secret) {
        if (!offered || !SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        String hash = Secrets.sha256(secret);
        Optional<Found> found =
                jdbi.withHandle(handle -> handle.createQuery(String.format(Locale.ROOT, """
                                SELECT t.user_name, t.scope, u.roles, u.password_temporary,
                                    (t.last_use_at IS NULL OR t.last_use_at < %s) AS worth_noting
                                FROM api_token t JOIN app_user u ON u.name = t.user_name
                                WHERE t.token_hash = :hash AND t.expires_at > current_timestamp AND NOT u.disabled""", SignIns.ago("noted")))
                        .bind("hash", hash)
                        .bind("noted", SignIns.USE_IS_NOTED_EVERY.toSeconds())
                        .map(ApiTokens::found)
                        .findOne());
        found.filter(Found::worthNoting)
                .ifPresent(ignored -> jdbi.useHandle(handle -> handle.execute(
                        "UPDATE api_token SET last_use_at = current_timestamp WHERE token_hash = ?", hash)));
        return found.flatMap(Found::caller);
    }

    /** The valid tokens of a user, the youngest first. */
    public List<OwnToken> list(String user) {
        return jdbi.withHandle(handle -> list(handle, user));
    }

    /** Ends a token of the user at once, on every node; false when they have none of this id. */
    public boolean revoke(String user, UUID id) {
        return jdbi.inTransaction(handle -> {
            int count = handle.execute("DELETE FROM api_token WHERE user_name = ? AND id = ?", user, id);
            if (count == 1) {
                audit.record(
                        handle, AuditLine.of(AuditAction.TOKEN_REVOKED, user).on(id.toString()));
            }
            return count == 1;
        });
    }

    /** Ends all tokens of a user inside the caller's transaction, unrecorded: part of what the caller records. */
    static void revokeAll(Handle handle, String user) {
        handle.execute("DELETE FROM api_token WHERE user_name = ?", user);
    }

    private void check(String name, int days) throws UserRefusedException {
        if (!offered) {
            throw new UserRefusedException(
                    "tokens-elsewhere",
                    "The users are kept elsewhere, see longhaul.users.source; they have no tokens.");
        }
        if (name.isBlank() || !NAME.matcher(name).matches()) {
            throw new UserRefusedException("token-name", "The name of a token has 1 to 100 visible characters.");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new UserRefusedException(
                    "token-days", "A token is valid for 1 to " + MOST_DAYS + " days, not for " + days + ".");
        }
    }

    private static List<OwnToken> list(Handle handle, String user) {
        return handle.createQuery("SELECT * FROM api_token WHERE user_name = :user AND expires_at > current_timestamp"
                        + " ORDER BY created_at DESC, id")
                .bind("user", user)
                .map(ApiTokens::token)
                .list();
    }

    private static OwnToken token(ResultSet row, StatementContext context) throws SQLException {
        return new OwnToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("scope"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_use_at", OffsetDateTime.class)),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Found found(ResultSet row, StatementContext context) throws SQLException {
        String user = row.getString("user_name");
        Set<String> roles = Users.split(row.getString("roles"));
        Optional<TokenCaller> caller =
                TokenScope.ofKey(row.getString("scope")).map(scope -> new TokenCaller(user, roles, scope));
        // a temporary password is to be changed first; until then its owner can do nothing by a token either
        boolean usable = !row.getBoolean("password_temporary");
        return new Found(caller.filter(known -> usable), row.getBoolean("worth_noting"));
    }

    private record Found(Optional<TokenCaller> caller, boolean worthNoting) {}
}
