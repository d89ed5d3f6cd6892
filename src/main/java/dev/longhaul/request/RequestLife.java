package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * RUNNING until one compare-and-set makes a request ABORTED or FINISHED, and the tokens that tell of it. Whoever wins
 * it decides what the client gets, so that there is one end. Safe for any number of threads.
 */
final class RequestLife {

    private static final System.Logger LOG = System.getLogger(RequestLife.class.getName());

    private sealed interface State {

        record Running() implements State {}

        /** The answer is decided, though not all of it may be sent. */
        record Finished() implements State {}

        record Aborted(CancellationReason reason, long atNanos) implements State {}
    }

    private static final State RUNNING = new State.Running();
    private static final State FINISHED = new State.Finished();

    private final AtomicReference<State> state = new AtomicReference<>(RUNNING);
    private final RequestWatch watch;
    private final CancellationSource clientGone = new CancellationSource();
    private final CancellationSource timedOut = new CancellationSource();
    private final CancellationSource any;

    RequestLife(RequestWatch watch) {
        this.watch = watch;
        this.any = CancellationSource.linkedTo(watch.stopping(), clientGone.token(), timedOut.token());
    }

    /**
     * Begins the time that the request has.
     *
     * @param whenPassed called on a thread of the timer, which must not wait for a client, if nothing has ended the
     *     request by then
     */
    void limit(Duration deadline, Consumer<CancellationReason> whenPassed) {
        // registered after the link and so called before it: the client's answer does not wait for what the work does
        timedOut.token().onCancelled(reason -> {
            if (become(aborted(reason))) {
                whenPassed.accept(reason);
            }
        });
        timedOut.cancelAfter(deadline);
    }

    CancellationToken token() {
        return any.token();
    }

    CancellationToken clientGone() {
        return clientGone.token();
    }

    CancellationToken timedOut() {
        return timedOut.token();
    }

    boolean isRunning() {
        return state.get() == RUNNING;
    }

    /** True for the first end; the tokens do not fire after it. */
    boolean finish() {
        if (!become(FINISHED)) {
            return false;
        }
        any.close();
        clientGone.close();
        timedOut.close();
        return true;
    }

    /** The client has gone. Changes nothing after another end. */
    void abort(String text) {
        CancellationReason reason = CancellationReason.of(Kind.CLIENT_GONE, text);
        if (become(aborted(reason))) {
            clientGone.cancelAsync(watch.signals(), reason).whenComplete((first, failed) -> {
                if (failed != null) {
                    LOG.log(Level.WARNING, "callbacks failed after a client had gone", failed);
                }
            });
        }
    }

    /** Why the request was aborted; empty if it was not. */
    Optional<CancellationReason> abortReason() {
        return state.get() instanceof State.Aborted aborted ? Optional.of(aborted.reason()) : Optional.empty();
    }

    /** Whether the request was aborted, and longer ago than this. */
    boolean isAbortedLongerThan(Duration time, long nowNanos) {
        return state.get() instanceof State.Aborted aborted && nowNanos - aborted.atNanos() > time.toNanos();
    }

    /**
     * Lets only a running request pass.
     *
     * @throws OperationCancelledException after it was aborted
     * @throws IllegalStateException after it was finished
     */
    void requireRunning() {
        State now = state.get();
        if (now instanceof State.Aborted aborted) {
            throw new OperationCancelledException(aborted.reason());
        }
        if (now == FINISHED) {
            throw new IllegalStateException("the answer of this request is finished; nothing can be added to it");
        }
    }

    private boolean become(State end) {
        return state.compareAndSet(RUNNING, end);
    }

    private State aborted(CancellationReason reason) {
        return new State.Aborted(reason, watch.nanoTime().getAsLong());
    }

    @Override
    public String toString() {
        return Objects.toString(state.get());
    }
}
