package dev.longhaul.cancellation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What lies under a token: the flag that is set at most once, when it was set and noticed, and what is to be called or
 * let go with it. The write side works on this, the work sees the {@link CancellationToken} alone. One object for both,
 * since a token may be made for each row.
 */
abstract sealed class CancellationFlag permits CancellationToken {

    final CallbackList callbacks = new CallbackList();
    private @Nullable Link links;
    private @Nullable Alarm alarm;
    private volatile @Nullable CancellationReason reason;
    // both written before the reason and read only after it
    private @Nullable CancellationFlag cancelledBy;
    private @Nullable Instant cancelledAt;
    private volatile @Nullable Instant observedAt;

    /**
     * Cancels the child when this token is. Null when there is nothing to undo: the child is cancelled, or this never
     * will be.
     */
    @Nullable
    Callback link(CancellationFlag child) {
        return enlist(because -> child.cancelAsChildOf(this, because), false);
    }

    private void cancelAsChildOf(CancellationFlag parent, CancellationReason because) {
        if (request(because, null, parent)) {
            runCallbacks(because);
        }
    }

    /** Registers a callback of the work. Null when there is nothing to take back. */
    @Nullable
    Callback enlist(Consumer<CancellationReason> callback) {
        return enlist(callback, true);
    }

    private @Nullable Callback enlist(Consumer<CancellationReason> callback, boolean ofWork) {
        Callback entry = new Callback(callbacks, callback, ofWork);
        if (callbacks.add(entry)) {
            return entry;
        }
        // set before the list stopped taking callbacks; so it is either here or never will be
        CancellationReason seen = reason;
        if (seen != null) {
            if (ofWork) {
                observe();
            }
            callback.accept(seen);
        }
        return null;
    }

    boolean isOpen() {
        return callbacks.isOpen();
    }

    /** As {@link CancellationToken#deadline()}. */
    Optional<Instant> nearestDeadline() {
        Alarm own;
        Link above;
        synchronized (callbacks) {
            if (!callbacks.isOpen()) {
                return Optional.empty();
            }
            own = alarm;
            above = links;
        }
        // outside the lock, for it takes the locks of the parents
        return Link.earlier(Optional.ofNullable(own).map(Alarm::at), Link.nearestDeadline(above));
    }

    /** As {@link CancellationToken#await}, without a look of the work. */
    void awaitFlag(Duration longest) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long leftNanos = TimeUnit.NANOSECONDS.convert(longest);
        long end = System.nanoTime() + leftNanos;
        synchronized (callbacks) {
            while (reason == null && leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(callbacks, leftNanos);
                leftNanos = end - System.nanoTime();
            }
        }
    }

    /** Whether the token is cancelled, for those who only carry it: does not count as a look of the work. */
    boolean isCancelled() {
        return reason != null;
    }

    /** Why it is cancelled, for those who only carry the token. */
    @Nullable
    CancellationReason carriedReason() {
        return reason;
    }

    /** When the flag was set; null before. */
    @Nullable
    Instant cancelledAt() {
        return reason == null ? null : cancelledAt;
    }

    /** When the work first noticed that it was cancelled; null before. */
    @Nullable
    Instant observedAt() {
        return observedAt;
    }

    /**
     * The work has noticed. The token of the parent is what its canceller watches, and the work may hold only the
     * child.
     */
    final void observe() {
        if (observedAt != null) {
            return;
        }
        synchronized (callbacks) {
            if (observedAt == null) {
                observedAt = Clock.systemUTC().instant();
            }
        }
        CancellationFlag parent = cancelledBy;
        if (parent != null) {
            parent.observe();
        }
    }

    /**
     * Sets the flag and runs the callbacks. False when it was cancelled or closed before, even if callbacks still run.
     */
    boolean cancel(CancellationReason because) {
        boolean first = request(because);
        if (first) {
            runCallbacks(because);
        }
        return first;
    }

    /** As {@link #cancel}, if this alarm is still the one that counts; decided together with a re-arm or a reset. */
    private void cancelAt(Alarm ringing, CancellationReason because) {
        if (request(because, ringing, null)) {
            runCallbacks(because);
        }
    }

    /** Sets the flag only; true for the one caller that now has to run the callbacks. */
    boolean request(CancellationReason because) {
        return request(because, null, null);
    }

    private boolean request(CancellationReason because, @Nullable Alarm ringing, @Nullable CancellationFlag parent) {
        synchronized (callbacks) {
            if ((ringing != null && ringing != alarm) || !callbacks.end()) {
                return false;
            }
            cancelledBy = parent;
            cancelledAt = Clock.systemUTC().instant();
            reason = because;
            callbacks.notifyAll();
        }
        letGo();
        return true;
    }

    void runCallbacks(CancellationReason because) {
        callbacks.run(because, this::observe);
    }

    /** Ends the token uncancelled: it can never be cancelled any more. Does nothing after a cancel. */
    void close() {
        if (callbacks.close()) {
            letGo();
        }
    }

    /** Back to the state of a new token, links excepted; false when it has ended, and nothing changes then. */
    boolean reset() {
        Alarm before;
        synchronized (callbacks) {
            if (!callbacks.isOpen()) {
                return false;
            }
            callbacks.dropAll();
            before = alarm;
            alarm = null;
        }
        Alarm.stop(before);
        return true;
    }

    void arm(Duration delay, CancellationTimer timer) {
        Alarm next = new Alarm(this::cancelAt, delay, timer.clock());
        if (replaceAlarm(next)) {
            try {
                next.start(timer);
            } catch (RuntimeException refused) {
                replaceAlarm(null);
                throw refused;
            }
        }
    }

    private boolean replaceAlarm(@Nullable Alarm next) {
        Alarm before;
        synchronized (callbacks) {
            if (!callbacks.isOpen()) {
                return false;
            }
            before = alarm;
            alarm = next;
        }
        Alarm.stop(before);
        return true;
    }

    /** Keeps the links of a child, or gives them back at once when a parent has cancelled it while they were made. */
    void hold(@Nullable Link made) {
        synchronized (callbacks) {
            if (callbacks.isOpen()) {
                links = made;
                return;
            }
        }
        Link.release(made);
    }

    /** For the one thread that ended the token; no lock, since neither field changes or is read after the end. */
    private void letGo() {
        Link last = links;
        links = null;
        Link.release(last);
        Alarm unused = alarm;
        alarm = null;
        Alarm.stop(unused);
    }
}
