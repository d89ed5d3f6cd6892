package dev.longhaul.shop.security;

import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Asks the identity stores about a name and a password, and slows down whoever guesses: per user and address, and, with
 * ten times the limit, per address over all users. Who has to wait is refused even with the right password, else the
 * answer would tell that it was right.
 *
 * <p>Safe for any number of threads; tries for the same user and address are judged one after the other, so a thousand
 * at once are not a thousand free guesses.
 */
public final class PasswordCheck {

    private static final System.Logger LOG = System.getLogger(PasswordCheck.class.getName());
    private static final int ADDRESS_FACTOR = 10;
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_PASSWORD_LENGTH = 1000;
    private static final int LOCK_COUNT = 64;

    private final Supplier<IdentityStoreHandler> identityStores;
    private final BadPasswordThrottle throttle;
    private final int limit;
    private final AuditTrail audit;
    private final Object[] locks =
            IntStream.range(0, LOCK_COUNT).mapToObj(index -> new Object()).toArray();

    PasswordCheck(
            Supplier<IdentityStoreHandler> identityStores, BadPasswordThrottle throttle, int limit, AuditTrail audit) {
        this.identityStores = identityStores;
        this.throttle = throttle;
        this.limit = limit;
        this.audit = audit;
    }

    /**
     * Judges one try; a bad one is counted, logged and recorded. A name or password longer than any real one is refused
     * unseen.
     *
     * @param address of the client, as the server sees it
     */
    public PasswordAnswer check(String user, String password, String address) {
        if (user.length() > MAX_NAME_LENGTH || password.length() > MAX_PASSWORD_LENGTH) {
            return new PasswordAnswer.Refused();
        }
        String userKey = address + ' ' + user;
        // the first failures must be counted before the next try of the same key is judged
        synchronized (locks[Math.floorMod(userKey.hashCode(), LOCK_COUNT)]) {
            Optional<Duration> wait =
                    throttle.waitOf(userKey, limit).or(() -> throttle.waitOf(address, limit * ADDRESS_FACTOR));
            if (wait.isPresent()) {
                return new PasswordAnswer.Throttled(wait.get());
            }
            return judge(user, password, address, userKey);
        }
    }

    private PasswordAnswer judge(String user, String password, String address, String userKey) {
        UsernamePasswordCredential credential = new UsernamePasswordCredential(user, password);
        CredentialValidationResult result = identityStores.get().validate(credential);
        credential.clear();
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            throttle.failed(userKey);
            throttle.failed(address);
            audit.record(AuditLine.of(AuditAction.SIGN_IN_FAILED, user).from(address));
            LOG.log(Level.WARNING, "bad password for user {0} from {1}", LogText.of(user), address);
            return new PasswordAnswer.Refused();
        }
        throttle.succeeded(userKey);
        return new PasswordAnswer.Accepted(
                result.getCallerPrincipal().getName(),
                result.getCallerGroups(),
                UserIdentityStore.ID.equals(result.getIdentityStoreId())
                        ? Optional.of(result.getCallerUniqueId())
                        : Optional.empty());
    }
}
