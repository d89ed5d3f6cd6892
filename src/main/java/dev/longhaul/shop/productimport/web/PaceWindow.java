package dev.longhaul.shop.productimport.web;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * The last looks at one import, from which its speed follows. A look within half a second of the one before adds
 * nothing, so many watchers cost no memory. Not safe for several threads.
 */
final class PaceWindow {
    static final Duration SPAN = Duration.ofSeconds(20);
    static final Duration LEAST_SPAN = Duration.ofSeconds(3);
    private static final Duration LEAST_GAP = Duration.ofMillis(500);

    private final Deque<Look> looks = new ArrayDeque<>();

    /** Remembers how far the import was at a moment of the monotonic clock. */
    void look(long nanos, long processed) {
        Look newest = looks.peekLast();
        if (newest != null && processed < newest.processed()) {
            // a resumed run goes back to its last commit; what was seen before says nothing about its speed
            looks.clear();
        } else if (newest != null && nanos - newest.nanos() < LEAST_GAP.toNanos()) {
            return;
        }
        looks.addLast(new Look(nanos, processed));
        forgetBefore(nanos - SPAN.toNanos());
    }

    /** Records per second between the oldest and the newest look; empty until they are some seconds apart. */
    OptionalDouble perSecond() {
        Look oldest = looks.peekFirst();
        Look newest = looks.peekLast();
        if (oldest == null || newest == null || newest.nanos() - oldest.nanos() < LEAST_SPAN.toNanos()) {
            return OptionalDouble.empty();
        }
        double seconds = (newest.nanos() - oldest.nanos())
                / (double) Duration.ofSeconds(1).toNanos();
        return OptionalDouble.of((newest.processed() - oldest.processed()) / seconds);
    }

    int lookCount() {
        return looks.size();
    }

    private void forgetBefore(long nanos) {
        // two looks stay, however old: a page that is refreshed by hand comes back rarely
        while (looks.size() > 2 && looks.getFirst().nanos() - nanos < 0) {
            looks.removeFirst();
        }
    }

    private record Look(long nanos, long processed) {}
}
