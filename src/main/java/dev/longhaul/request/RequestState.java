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
 * The state of one request and its tokens. It is RUNNING until one compare-and-set makes it ABORTED or FINISHED. The
 * thread that wins decides what the client gets, so a request has one end. Safe for any number of threads.
 */
final class RequestState {

    private static final System.Logger LOG = System.getLogger(RequestState.class.getName());

    private sealed interface Phase {

        record Running() implements Phase {}

        /** The answer is decided, though not all of it may be sent. */
        record Finished() implements Phase {}

        record Aborted(CancellationReason reason, long atNanos) implements Phase {}
    }

    private static final Phase RUNNING = new Phase.Running();
    private static final Phase FINISHED = new Phase.Finished();

    private final AtomicReference<Phase> phase = new AtomicReference<>(RUNNING);
    private final RequestWatch watch;
    private final CancellationSource clientGone = new CancellationSource();
    private final CancellationSource timedOut = new CancellationSource();
    private final CancellationSource any;

    RequestState(RequestWatch watch) {
        this.watch = watch;
        this.any = CancellationSource.linkedTo(watch.stopping(), clientGone.token(), timedOut.token());
    }

    /**
     * Starts the deadline.
     *
     * @param whenPassed called if nothing has ended the request by then, on a thread of the timer, which must not wait
     *     for a client
     */
    void startDeadline(Duration deadline, Consumer<CancellationReason> whenPassed) {
        // registered after the link and so called before it: the client's answer does not wait for what the work does
        timedOut.token().onCancelled(reason -> {
            if (leaveRunning(aborted(reason))) {
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
        return phase.get() == RUNNING;
    }

    /** True for the first end; the tokens do not fire after it. */
    boolean finish() {
        if (!leaveRunning(FINISHED)) {
            return false;
        }
        any.close();
        clientGone.close();
        timedOut.close();
        return true;
    }

    /** Records that the client has gone. Changes nothing after another end. */
    void abort(String text) {
        CancellationReason reason = CancellationReason.of(Kind.CLIENT_GONE, text);
        if (leaveRunning(aborted(reason))) {
            clientGone.cancelAsync(watch.signals(), reason).whenComplete((first, failed) -> {
                if (failed != null) {
                    LOG.log(Level.WARNING, "callbacks failed after a client had gone", failed);
                }
            });
        }
    }

    /** Why the request was aborted; empty if it was not. */
    Optional<CancellationReason> abortReason() {
        return phase.get() instanceof Phase.Aborted aborted ? Optional.of(aborted.reason()) : Optional.empty();
    }

    /** Whether the request was aborted, and longer ago than this. */
    boolean isAbortedLongerThan(Duration time, long nowNanos) {
        return phase.get() instanceof Phase.Aborted aborted && nowNanos - aborted.atNanos() > time.toNanos();
    }

    /**
     * Returns only while the request runs.
     *
     * @throws OperationCancelledException after it was aborted
     * @throws IllegalStateException after it was finished
     */
    void requireRunning() {
        Phase now = phase.get();
        if (now instanceof Phase.Aborted aborted) {
            throw new OperationCancelledException(aborted.reason());
        }
        if (now == FINISHED) {
            throw new IllegalStateException("the answer of this request is finished; nothing can be added to it");
        }
    }

    private boolean leaveRunning(Phase end) {
        return phase.compareAndSet(RUNNING, end);
    }

    private Phase aborted(CancellationReason reason) {
        return new Phase.Aborted(reason, watch.nanoTime().getAsLong());
    }

    @Override
    public String toString() {
        return Objects.toString(phase.get());
    }
}
