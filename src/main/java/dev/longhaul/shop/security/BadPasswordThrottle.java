package dev.longhaul.shop.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing. After a number of bad passwords a key must wait before the next try is even looked at: 30 s,
 * then twice as long after each further failure, up to the window. A window without a failure forgets the key.
 *
 * <p>Memory is bounded: past {@value #MAX_KEYS} keys the one unused longest is forgotten. Counts are those of this
 * node. Safe for any number of threads.
 */
final class BadPasswordThrottle {

    static final int MAX_KEYS = 10_000;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);

    private final Clock clock;
    private final Duration window;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_KEYS;
        }
    };

    BadPasswordThrottle(Clock clock, Duration window) {
        this.clock = clock;
        this.window = window;
    }

    /** How long the key has to wait before its next try; empty when it may try now. */
    synchronized Optional<Duration> waitOf(String key, int limit) {
        Failures known = current(key);
        if (known == null || known.count() < limit) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), known.last().plus(waitAfter(known.count() - limit)));
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }

    /** Counts a bad password. */
    synchronized void failed(String key) {
        Failures known = current(key);
        failures.put(key, new Failures(known == null ? 1 : known.count() + 1, clock.instant()));
    }

    /** Forgets the key's failures after a right password. */
    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    synchronized int size() {
        return failures.size();
    }

    private @Nullable Failures current(String key) {
        Failures known = failures.get(key);
        if (known != null && known.last().plus(window).isBefore(clock.instant())) {
            failures.remove(key);
            return null;
        }
        return known;
    }

    private Duration waitAfter(int failuresPastLimit) {
        // twelve doublings exceed the longest window allowed, one day
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failuresPastLimit, 12));
        return wait.compareTo(window) > 0 ? window : wait;
    }

    private record Failures(int count, Instant last) {}
}
