package dev.longhaul.shop.security.guessing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Clients that have given a user's right password before, and how often each has failed since. The failures, and the
 * addresses of programs, are this node's own and end with it. Memory is bounded: of {@value #MAX_KEYS} keys the one
 * unused longest is forgotten. Safe for any number of threads.
 */
public final class KnownClients {

    static final int MAX_KEYS = 10_000;

    private static final Duration PLACE_IS_KNOWN_FOR = Duration.ofHours(24);

    private final KnownBrowsers browsers;
    private final Clock clock;
    private final GuessPace pace;
    private final Map<String, Instant> places = new RecentKeys<>();
    private final Map<String, Long> failures = new RecentKeys<>();

    /**
     * @param limit failures after which a known client counts as a stranger
     * @param window in which so many are forgotten
     */
    public KnownClients(KnownBrowsers browsers, Clock clock, int limit, Duration window) {
        this.browsers = browsers;
        this.clock = clock;
        this.pace = GuessPace.ofName(limit, window);
    }

    /** The key of a browser that this user has signed in with, unless it has failed too often. */
    public Optional<String> browser(Collection<String> values, String user) {
        return values.isEmpty()
                ? Optional.empty()
                : browsers.find(values, user)
                        .map(hash -> "browser " + hash + ' ' + user)
                        .filter(this::mayTry);
    }

    /** The key of an address from which this user's right password has come, unless it has failed too often. */
    public Optional<String> place(String network, String user) {
        String key = placeKey(network, user);
        synchronized (places) {
            Instant last = places.get(key);
            if (last == null || last.plus(PLACE_IS_KNOWN_FOR).isBefore(clock.instant())) {
                return Optional.empty();
            }
        }
        return Optional.of(key).filter(this::mayTry);
    }

    /** The user's right password has come from here. Failures stay counted. */
    public void succeeded(String network, String user) {
        synchronized (places) {
            places.put(placeKey(network, user), clock.instant());
        }
    }

    /** Counts a failure of a known client. */
    public void failed(String key) {
        synchronized (failures) {
            long now = clock.millis();
            failures.put(key, pace.withFailure(failures.getOrDefault(key, 0L), now));
        }
    }

    private boolean mayTry(String key) {
        synchronized (failures) {
            return pace.failures(failures.getOrDefault(key, 0L), clock.millis()) < pace.limit();
        }
    }

    private static String placeKey(String network, String user) {
        return "place " + network + ' ' + user;
    }

    private static final class RecentKeys<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1L;

        RecentKeys() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MAX_KEYS;
        }
    }
}
