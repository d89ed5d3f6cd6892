package dev.longhaul.shop.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for some minutes that a password matched a stored hash, so that a client which sends Basic credentials with
 * each poll does not cost a slow hash each time.
 *
 * <p>What is kept is an HMAC of user, stored hash and password under a key of this JVM: no password can be read from
 * it, and a changed password, being another stored hash, is never found. Only matches are kept, so guessing stays slow.
 * Memory is bounded. Safe for any number of threads.
 */
final class VerifiedPasswords {

    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int MAX_COUNT = 1000;
    private static final int KEY_BYTES = 32;

    private final Clock clock;
    private final byte[] key = new byte[KEY_BYTES];
    private final Map<String, Instant> until = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_COUNT;
        }
    };

    VerifiedPasswords(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    void remember(User user, char[] password) {
        String mark = mark(user, password);
        synchronized (until) {
            until.put(mark, clock.instant().plus(KEPT_FOR));
        }
    }

    boolean contains(User user, char[] password) {
        String mark = mark(user, password);
        synchronized (until) {
            Instant end = until.get(mark);
            return end != null && clock.instant().isBefore(end);
        }
    }

    private String mark(User user, char[] password) {
        byte[] secret = new String(password).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            // a zero byte cannot occur in a name or a hash, so no two triples run together alike
            mac.update((user.name() + '\0' + user.passwordHash() + '\0').getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
