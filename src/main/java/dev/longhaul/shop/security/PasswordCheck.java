package dev.longhaul.shop.security;

import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.security.connection.IpAddress;
import dev.longhaul.shop.security.guessing.Admission;
import dev.longhaul.shop.security.guessing.GuessLanes;
import dev.longhaul.shop.security.guessing.KnownClients;
import dev.longhaul.shop.security.guessing.WaitingPlaces;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the identity stores about a name and a password, and slows down guessing by the rule of the package
 * {@code guessing}. A call may wait some seconds for its turn.
 *
 * <p>Safe for any number of threads. Tries for the same user from the same client are judged one after the other, so a
 * thousand at once are not a thousand free guesses, and a program's many requests at once are judged by its first.
 */
public final class PasswordCheck {

    private static final System.Logger LOG = System.getLogger(PasswordCheck.class.getName());
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_PASSWORD_LENGTH = 1000;
    private static final int LOCK_COUNT = 64;

    private final Supplier<IdentityStoreHandler> identityStores;
    private final KnownClients clients;
    private final GuessLanes lanes;
    private final WaitingPlaces places;
    private final AuditTrail audit;
    private final Object[] locks =
            IntStream.range(0, LOCK_COUNT).mapToObj(index -> new Object()).toArray();

    PasswordCheck(
            Supplier<IdentityStoreHandler> identityStores,
            KnownClients clients,
            GuessLanes lanes,
            WaitingPlaces places,
            AuditTrail audit) {
        this.identityStores = identityStores;
        this.clients = clients;
        this.lanes = lanes;
        this.places = places;
        this.audit = audit;
    }

    /** Judges one try of a client that has no cookies, such as a program. */
    public PasswordAnswer check(String user, String password, String address) {
        return check(user, password, address, List.of());
    }

    /**
     * Judges one try; a bad one is counted, logged and recorded. A name or password that no user can have, because it
     * is too long or has a NUL in it, is refused unseen.
     *
     * @param address of the client
     * @param browsers the values by which the browser may be known, see {@code KnownBrowsers}
     */
    public PasswordAnswer check(String user, String password, String address, Collection<String> browsers) {
        // PostgreSQL refuses a text with NUL, and no name has one
        if (user.length() > MAX_NAME_LENGTH || user.indexOf('\0') >= 0 || password.length() > MAX_PASSWORD_LENGTH) {
            return new PasswordAnswer.Refused();
        }
        Try attempt = new Try(user, password, address, IpAddress.networkOf(address));
        Optional<String> browser = clients.browser(browsers, user);
        if (browser.isPresent()) {
            synchronized (lockOf(browser.get())) {
                return judgeKnown(attempt, browser.get());
            }
        }
        return checkWithoutBrowser(attempt);
    }

    private PasswordAnswer checkWithoutBrowser(Try attempt) {
        Admission admission;
        WaitingPlaces.@Nullable Place place = null;
        try {
            synchronized (lockOf(attempt.network() + ' ' + attempt.user())) {
                Optional<String> known = clients.place(attempt.network(), attempt.user());
                if (known.isPresent()) {
                    return judgeKnown(attempt, known.get());
                }
                place = places.take().orElse(null);
                Duration hold = place == null ? Duration.ZERO : GuessLanes.LONGEST_HOLD;
                admission = lanes.enter(attempt.user(), attempt.network(), hold);
                if (admission.admitted() && admission.delay().isZero()) {
                    return judgeStranger(attempt);
                }
            }
            // not under the lock: a known client of the same key must not wait for a stranger's turn
            boolean waited = admission.admitted() && place != null && place.await(admission.delay());
            return waited ? judgeStranger(attempt) : new PasswordAnswer.Throttled(admission.delay());
        } finally {
            if (place != null) {
                place.close();
            }
        }
    }

    private PasswordAnswer judgeKnown(Try attempt, String key) {
        PasswordAnswer answer = judge(attempt);
        if (answer instanceof PasswordAnswer.Refused) {
            clients.failed(key);
        }
        return answer;
    }

    private PasswordAnswer judgeStranger(Try attempt) {
        PasswordAnswer answer = judge(attempt);
        if (answer instanceof PasswordAnswer.Accepted) {
            lanes.takeBack(attempt.user(), attempt.network());
        }
        return answer;
    }

    private PasswordAnswer judge(Try attempt) {
        UsernamePasswordCredential credential = new UsernamePasswordCredential(attempt.user(), attempt.password());
        CredentialValidationResult result = identityStores.get().validate(credential);
        credential.clear();
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            audit.record(
                    AuditLine.of(AuditAction.SIGN_IN_FAILED, attempt.user()).from(attempt.address()));
            LOG.log(Level.WARNING, "bad password for user {0} from {1}", LogText.of(attempt.user()), attempt.address());
            return new PasswordAnswer.Refused();
        }
        clients.succeeded(attempt.network(), attempt.user());
        return new PasswordAnswer.Accepted(
                result.getCallerPrincipal().getName(),
                result.getCallerGroups(),
                UserIdentityStore.ID.equals(result.getIdentityStoreId())
                        ? Optional.of(result.getCallerUniqueId())
                        : Optional.empty());
    }

    private Object lockOf(String key) {
        return locks[Math.floorMod(key.hashCode(), LOCK_COUNT)];
    }

    /** @param network what is counted of the address */
    private record Try(String user, String password, String address, String network) {

        /** Never shows the password. */
        @Override
        public String toString() {
            return "Try[user=" + user + ", address=" + address + "]";
        }
    }
}
