package dev.longhaul.cancellation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Tells work that it has been asked to stop, and why. Given to the work by whoever holds the
 * {@link CancellationSource}; work cannot cancel itself through it. A token never goes back: once cancelled it stays
 * cancelled, with the first reason.
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
public final class CancellationToken extends CancellationFlag {

    /** A token that is never cancelled, so that no parameter and no field needs to be null. */
    public static final CancellationToken NONE = closed();

    private static final CancellationRegistration NOTHING_TO_CLOSE = () -> {};

    CancellationToken() {}

    private static CancellationToken closed() {
        CancellationToken token = new CancellationToken();
        token.close();
        return token;
    }

    /** Whether the work was asked to stop. Still answers after the source was closed. */
    public boolean isCancellationRequested() {
        if (!isCancelled()) {
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
        CancellationReason seen = carriedReason();
        if (seen != null) {
            observe();
            throw new OperationCancelledException(seen);
        }
    }

    /**
     * Why the work was asked to stop; empty as long as it was not. A child of a cancelled parent has the parent's
     * reason.
     */
    public Optional<CancellationReason> reason() {
        CancellationReason seen = carriedReason();
        if (seen != null) {
            observe();
        }
        return Optional.ofNullable(seen);
    }

    /**
     * Whether this token is cancelled or may still be; false for {@link #NONE} and for the token of a closed source.
     */
    public boolean canBeCancelled() {
        return isOpen() || isCancelled();
    }

    /**
     * When time alone will cancel this token: the nearest of its own deadline and those of all its parents, as they
     * stand now; a parent may move its own later. In the past for the moment between the deadline and its effect. Empty
     * when no deadline is set, and once the token is cancelled or its source closed: the reason then says when it
     * happened.
     */
    public Optional<Instant> deadline() {
        return nearestDeadline();
    }

    /**
     * Calls back once when this token is cancelled, on the thread that cancels it, the last registered first. A
     * callback should be short, since those behind it wait; it may register, close and cancel as it likes. What it
     * throws, even an {@link Error}, keeps no other callback from running and reaches the canceller in a
     * {@link CancellationCallbackException}.
     *
     * <p>On a token that is already cancelled the callback runs at once on the calling thread, and what it throws
     * reaches the caller as it is. On {@link #NONE}, and on a token whose source was closed uncancelled, it never runs.
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

    /**
     * Completes with the reason when this token is cancelled, at once when it already is, else never. Dependents run on
     * the cancelling thread, and what they throw stays in their own stages.
     *
     * <p>The token keeps the stage and its dependents for its whole life. On a long-lived token link a source for the
     * work first, or tie the work to it by {@link CancellableFutures}.
     */
    public CompletionStage<CancellationReason> whenCancelled() {
        CompletableFuture<CancellationReason> cancelled = new CompletableFuture<>();
        enlist(cancelled::complete);
        return cancelled.minimalCompletionStage();
    }

    /**
     * Waits until this token is cancelled: a pause in a loop that ends early when it should. Does not wait for the
     * callbacks.
     *
     * @param longest zero or less only looks
     * @return whether the token is cancelled; false after the full time otherwise, also on a token that never can be
     * @throws InterruptedException when the thread is interrupted before or while it waits
     */
    public boolean await(Duration longest) throws InterruptedException {
        awaitFlag(longest);
        return isCancellationRequested();
    }
}
