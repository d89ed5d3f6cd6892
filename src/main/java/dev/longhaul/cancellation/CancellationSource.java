package dev.longhaul.cancellation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks work to stop. Whoever starts the work creates the source, hands out its {@link #token()}, and closes the source
 * when the work has ended.
 *
 * <pre>{@code
 * CancellationReason reason =
 *         CancellationReason.of(Kind.USER, "the file was the wrong one").withActor("anna");
 * boolean first = work.cancel(reason);
 * }</pre>
 *
 * <p>Safe for any number of threads. Cancelling goes one way and happens once: the first caller's reason stays.
 */
public final class CancellationSource implements AutoCloseable {

    private final CancellationToken token = new CancellationToken();
    private final CancellationTimer timer;

    /** A source of its own; a deadline uses the timer that is installed when it is set. */
    public CancellationSource() {
        this(DefaultTimer.INSTANCE);
    }

    /** A source of its own, with the timer for its deadline. */
    public CancellationSource(CancellationTimer timer) {
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    /**
     * A child: cancelled when any parent is, with that parent's reason, or by itself. Born cancelled when a parent
     * already is. Nothing is registered on a parent that can never be cancelled, such as
     * {@link CancellationToken#NONE}.
     *
     * <pre>{@code
     * try (CancellationSource all = CancellationSource.linkedTo(request, job)) {
     *     all.cancelAfter(Duration.ofSeconds(30));
     *     check(all.token());
     * }
     * }</pre>
     *
     * <p>Close the child when its work ends: a long-lived parent otherwise keeps it. Closing costs the same however
     * many children the parent has. A chain of children of children is cancelled by nested calls, so it should not be
     * deeper than some hundreds.
     *
     * @throws IllegalArgumentException without any parent: that is a mistake in a list that was built, not a wish
     */
    public static CancellationSource linkedTo(CancellationToken... parents) {
        return linkedTo(DefaultTimer.INSTANCE, parents);
    }

    /** As {@link #linkedTo(CancellationToken...)}, with the timer for a deadline of the child's own. */
    public static CancellationSource linkedTo(CancellationTimer timer, CancellationToken... parents) {
        CancellationSource child = new CancellationSource(timer);
        child.token.hold(Link.between(child.token, parents));
        return child;
    }

    /** The read side; always the same one, also after the source was closed. */
    public CancellationToken token() {
        return token;
    }

    /**
     * As the token answers, but for the side that cancels: asking here does not count as {@link #observedAt() noticed}.
     */
    public boolean isCancellationRequested() {
        return token.isCancelled();
    }

    /** As the token answers, and for the side that cancels, too: asking here does not count as noticed. */
    public Optional<CancellationReason> reason() {
        return Optional.ofNullable(token.carriedReason());
    }

    /**
     * When the flag of this source was set, by {@link #cancel}, a deadline or a parent; empty before. By the clock of
     * this machine, and so later than {@link CancellationReason#at()} when that was written on another one.
     */
    public Optional<Instant> cancelledAt() {
        return Optional.ofNullable(token.cancelledAt());
    }

    /**
     * When the work first noticed that it was cancelled: a check of its token, or of a token linked to it, said so, it
     * asked the token for the reason, or a callback began. Empty before, and for ever when the work ends without
     * looking. By the clock of this machine.
     */
    public Optional<Instant> observedAt() {
        return Optional.ofNullable(token.observedAt());
    }

    /**
     * Asks the work to stop: the flag is set before the first callback runs, and the callbacks run on this thread, last
     * registered first, before this returns. Work that only looks at its token may go on for a while.
     *
     * @return false when it was cancelled or closed before; nothing changes then, and callbacks of the first cancel may
     *     still be running on its thread
     * @throws CancellationCallbackException after all callbacks ran, when some of them threw
     */
    public boolean cancel(CancellationReason reason) {
        return token.cancel(Objects.requireNonNull(reason, "reason"));
    }

    /**
     * As {@link #cancel}, with the callbacks on the executor: for a caller that must not wait for them. The flag is set
     * before this returns. When the executor refuses, the callbacks run on this thread, for they must run; when it
     * accepts and drops its tasks later, they are lost.
     *
     * @return completes when all callbacks have run: with what {@link #cancel} returns, or failed with its exception.
     *     Tokens linked to this one are cancelled by callbacks, so their flags are set by then
     */
    public CompletionStage<Boolean> cancelAsync(Executor executor, CancellationReason reason) {
        Objects.requireNonNull(executor, "executor");
        if (!token.request(Objects.requireNonNull(reason, "reason"))) {
            return CompletableFuture.completedStage(false);
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Runnable callbacks = () -> {
            try {
                token.runCallbacks(reason);
                done.complete(true);
            } catch (CancellationCallbackException failed) {
                done.completeExceptionally(failed);
            }
        };
        try {
            executor.execute(callbacks);
        } catch (RejectedExecutionException refused) {
            callbacks.run();
        }
        return done.minimalCompletionStage();
    }

    /**
     * Sets the deadline after which the work is cancelled with {@link CancellationReason.Kind#TIMED_OUT}, counted from
     * now, in place of an earlier one. The callbacks then run on a thread of the timer, and what they throw is logged.
     * Ignored once the source is cancelled or closed.
     *
     * @param delay zero cancels at once, on this thread
     * @throws IllegalArgumentException when the delay is negative
     * @throws IllegalStateException when the source was given no timer and none is installed; no deadline is set then
     */
    public void cancelAfter(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a deadline must be zero or more away, was " + delay);
        }
        if (delay.isZero()) {
            cancel(CancellationReason.of(CancellationReason.Kind.TIMED_OUT, "the deadline was now"));
            return;
        }
        token.arm(delay, timer);
    }

    /**
     * Makes the source as new for the next piece of work, if nobody has cancelled it: callbacks and deadline are
     * dropped, links stay. The former work still holds this token, so reset only after it has ended.
     *
     * @return false when the source was cancelled or closed: take a new one, for a cancel is never undone
     */
    public boolean tryReset() {
        return token.reset();
    }

    /**
     * Lets go of deadline, links and callbacks. A token that was not cancelled by then never will be: its callbacks do
     * not run, new ones are not kept, and it still answers. Harmless at any time, also twice, from inside a callback,
     * or while a parent cancels; it does not wait for callbacks that run.
     */
    @Override
    public void close() {
        token.close();
    }
}
