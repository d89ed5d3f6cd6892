package dev.longhaul.testkit;

import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A timer for deadlines that a test turns by hand. Due actions run in order on the thread that calls {@link #advance}.
 */
public final class ManualTimer implements CancellationTimer {

    private static final class Entry {

        final Instant due;
        final Runnable action;

        Entry(Instant due, Runnable action) {
            this.due = due;
            this.action = action;
        }
    }

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public CancellationRegistration schedule(Duration delay, Runnable action) {
        Entry entry = new Entry(clock.instant().plus(delay), action);
        synchronized (entries) {
            entries.add(entry);
        }
        return () -> {
            synchronized (entries) {
                entries.remove(entry);
            }
        };
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** Moves the clock forward step by step, so that each action sees the instant at which it is due. */
    public void advance(Duration by) {
        Instant end = clock.instant().plus(by);
        for (Optional<Entry> due = takeDue(end); due.isPresent(); due = takeDue(end)) {
            clock.set(due.get().due);
            due.get().action.run();
        }
        clock.set(end);
    }

    /** How many actions are not due yet. */
    public int pending() {
        synchronized (entries) {
            return entries.size();
        }
    }

    private Optional<Entry> takeDue(Instant end) {
        synchronized (entries) {
            Optional<Entry> first = entries.stream()
                    .filter(entry -> !entry.due.isAfter(end))
                    .min(Comparator.comparing(entry -> entry.due));
            first.ifPresent(entries::remove);
            return first;
        }
    }
}
