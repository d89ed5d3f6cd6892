package dev.longhaul.cancellation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells work that it has been asked to stop, and why. Given to the work by whoever holds the {@link CancellationSource}; work
 * cannot cancel itself through it. A token never goes back: once cancelled it stays cancelled, with the first reason.
 *
 * <pre>{@code
 * while (rows.hasNext()) {
 *     token.throwIfCancellationRequested();
 *     store(rows.next());
 * }
 * }</pre>
 *
 * <p>Safe for any number of threads. The check costs one volatile read, so a loop may make it for every row.
 */
public final class CancellationToken {

    /** A token that is never cancelled, so that no parameter and no field needs to be null. */
    public static final CancellationToken NONE = closed();

    private static final CancellationRegistration NOTHING_TO_CLOSE = () -> {};

    private final CallbackList callbacks = new CallbackList();
    private @Nullable Link links;
    private @Nullable Alarm alarm;
    private volatile @Nullable CancellationReason reason;
    // both written before the reason and read only after it
    private @Nullable CancellationToken cancelledBy;
    private @Nullable Instant cancelledAt;
    private volatile @Nullable Instant observedAt;

    CancellationToken() {}

    private static CancellationToken closed() {
        CancellationToken token = new CancellationToken();
        token.close();
        return token;
    }

    /** Whether the work was asked to stop. Still answers after the source was closed. */
    public boolean isCancellationRequested() {
        if (reason == null) {
            return false;
        }
        observe();
        return true;
    }

    /**
     * Ends the work here if it was asked to stop; otherwise does nothing.
     *
     * @throws OperationCancelledException with the reason of the token
     */
    public void throwIfCancellationRequested() {
        CancellationReason seen = reason;
        if (seen != null) {
            observe();
            throw new OperationCancelledException(seen);
        }
    }

    /** Why the work was asked to stop; empty as long as it was not. A child of a cancelled parent has the parent's reason. */
    public Optional<CancellationReason> reason() {
        CancellationReason seen = reason;
        if (seen != null) {
            observe();
        }
        return Optional.ofNullable(seen);
    }

    /** Whether this token is cancelled or may still be; false for {@link #NONE} and for the token of a closed source. */
    public boolean canBeCancelled() {
        return callbacks.isOpen() || reason != null;
    }

    /**
     * When time alone will cancel this token: the nearest of its own deadline and those of all its parents, as they stand
     * now; a parent may move its own later. In the past for the moment between the deadline and its effect. Empty when no
     * deadline is set, and once the token is cancelled or its source closed: the reason then says when it happened.
     */
    public Optional<Instant> deadline() {
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

    /**
     * Calls back once when this token is cancelled, on the thread that cancels it, the last registered first. A callback
     * should be short, since those behind it wait; it may register, close and cancel as it likes. What it throws, even an
     * {@link Error}, keeps no other callback from running and reaches the canceller in a {@link
     * CancellationCallbackException}.
     *
     * <p>On a token that is already cancelled the callback runs at once on the calling thread, and what it throws reaches the
     * caller as it is. On {@link #NONE}, and on a token whose source was closed uncancelled, it never runs.
     *
     * <pre>{@code
     * CancellationRegistration registration = token.onCancelled(reason -> waiting.clear());
     * try {
     *     waiting.add("row");
     * } finally {
     *     registration.close();
     * }
     * }</pre>
     *
     * @return to be closed when the work ends; a long-lived token otherwise keeps the callback for its whole life
     */
    public CancellationRegistration onCancelled(Consumer<CancellationReason> callback) {
        Callback entry = enlist(Objects.requireNonNull(callback, "callback"));
        return entry == null ? NOTHING_TO_CLOSE : entry;
    }

    /** Cancels the child when this token is. Null when there is nothing to undo: the child is cancelled, or this never will be. */
    @Nullable
    Callback link(CancellationToken child) {
        return enlist(new Handover(this, child));
    }

    /** What a parent calls back on: hands the cancel on to a child, and is not yet a sign that the work has noticed. */
    record Handover(CancellationToken parent, CancellationToken child) implements Consumer<CancellationReason> {

        @Override
        public void accept(CancellationReason because) {
            if (child.request(because, null, parent)) {
                child.callbacks.run(because, child);
            }
        }
    }

    /** As {@link #onCancelled}; null when there is nothing to take back. */
    @Nullable
    Callback enlist(Consumer<CancellationReason> callback) {
        Callback entry = new Callback(callbacks, callback);
        if (callbacks.add(entry)) {
            return entry;
        }
        // set before the list stopped taking callbacks; so it is either here or never will be
        CancellationReason seen = reason;
        if (seen != null) {
            observeUnless(callback);
            callback.accept(seen);
        }
        return null;
    }

    /**
     * Completes with the reason when this token is cancelled, at once when it already is, else never. Dependents run on the
     * cancelling thread, and what they throw stays in their own stages.
     *
     * <p>The token keeps the stage and its dependents for its whole life. On a long-lived token link a source for the work
     * first, or tie the work to it by {@link CancellableFutures}.
     */
    public CompletionStage<CancellationReason> whenCancelled() {
        CompletableFuture<CancellationReason> cancelled = new CompletableFuture<>();
        enlist(cancelled::complete);
        return cancelled.minimalCompletionStage();
    }

    /**
     * Waits until this token is cancelled: a pause in a loop that ends early when it should. Does not wait for the callbacks.
     *
     * @param longest zero or less only looks
     * @return whether the token is cancelled; false after the full time otherwise, also on a token that never can be
     * @throws InterruptedException when the thread is interrupted before or while it waits
     */
    public boolean await(Duration longest) throws InterruptedException {
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
        return isCancellationRequested();
    }

    /** Whether the token is cancelled, for those who only carry it: does not count as a look of the work. */
    boolean isCancelled() {
        return reason != null;
    }

    /** As {@link #reason()}, for those who only carry the token. */
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

    void observeUnless(Consumer<CancellationReason> callback) {
        if (!(callback instanceof Handover)) {
            observe();
        }
    }

    // The token of the parent is what its canceller watches, and the work may hold only the child.
    private void observe() {
        if (observedAt != null) {
            return;
        }
        synchronized (callbacks) {
            if (observedAt == null) {
                observedAt = Clock.systemUTC().instant();
            }
        }
        CancellationToken parent = cancelledBy;
        if (parent != null) {
            parent.observe();
        }
    }

    /** How many callbacks and children this token keeps: what a test for leaks looks at. */
    int listedCallbacks() {
        return callbacks.size();
    }

    /** Sets the flag and runs the callbacks. False when it was cancelled or closed before, even if callbacks still run. */
    boolean cancel(CancellationReason because) {
        boolean first = request(because);
        if (first) {
            callbacks.run(because, this);
        }
        return first;
    }

    /** As {@link #cancel}, if this alarm is still the one that counts; decided together with a re-arm or a reset. */
    void cancelAt(Alarm ringing, CancellationReason because) {
        if (request(because, ringing, null)) {
            callbacks.run(because, this);
        }
    }

    /** Sets the flag only; true for the one caller that now has to run the callbacks. */
    boolean request(CancellationReason because) {
        return request(because, null, null);
    }

    private boolean request(CancellationReason because, @Nullable Alarm ringing, @Nullable CancellationToken parent) {
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
        callbacks.run(because, this);
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
        Alarm next = new Alarm(this, delay, timer.clock());
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
