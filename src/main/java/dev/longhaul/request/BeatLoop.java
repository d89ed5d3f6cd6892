package dev.longhaul.request;

import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.WakeUp;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls each request when something is due for it. A few threads serve all requests; none of these can hold a thread
 * up, because {@link LongRequest#tick} waits for nothing. Safe for any number of threads.
 */
final class BeatLoop {

    private static final System.Logger LOG = System.getLogger(BeatLoop.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos - other.dueNanos));
    private final WakeUp wakeUp = new WakeUp();

    private record Entry(LongRequest request, long dueNanos) {}

    BeatLoop(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void start(PermanentLoops from, int threads) {
        for (int i = 1; i <= threads; i++) {
            from.startPaced("request-beats-" + i, IDLE, wakeUp, this::step);
        }
    }

    /** Starts to call the request, until it is over. */
    void add(LongRequest request) {
        put(new Entry(request, nanoTime.getAsLong()));
        wakeUp.wake();
    }

    /** Calls the requests that are due, one after the other; returns how long nothing will be due. */
    Duration step() {
        for (Entry due = takeDue(); due != null; due = takeDue()) {
            long next = tick(due.request());
            if (next != ClientProbe.NEVER) {
                put(new Entry(due.request(), next));
            }
        }
        return pause();
    }

    private long tick(LongRequest request) {
        try {
            return request.tick(nanoTime.getAsLong());
        } catch (Throwable thrown) {
            // one request must not keep the others from their heartbeats
            LOG.log(Level.WARNING, "a request could not be looked at", thrown);
            return nanoTime.getAsLong() + IDLE.toNanos();
        }
    }

    private synchronized void put(Entry entry) {
        entries.add(entry);
    }

    private synchronized @Nullable Entry takeDue() {
        Entry first = entries.peek();
        return first == null || first.dueNanos() - nanoTime.getAsLong() > 0 ? null : entries.poll();
    }

    private synchronized Duration pause() {
        Entry first = entries.peek();
        if (first == null) {
            return IDLE;
        }
        Duration untilFirst = Duration.ofNanos(Math.max(0, first.dueNanos() - nanoTime.getAsLong()));
        return untilFirst.compareTo(IDLE) < 0 ? untilFirst : IDLE;
    }

    synchronized int count() {
        return entries.size();
    }
}
