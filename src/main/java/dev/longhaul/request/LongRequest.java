package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request whose client waits for long work, and its answer. Got from {@link LongRequests}; ends with {@link #finish}, or by
 * {@link #answer}, which does that.
 *
 * <p>Safe for any number of threads. From the moment a token has fired for a client that is gone or a deadline that has
 * passed, the container may take back the request and the response, so work touches them through this object only.
 */
public final class LongRequest implements AutoCloseable {

    static final long NEVER = Long.MIN_VALUE;

    private static final System.Logger LOG = System.getLogger(LongRequest.class.getName());

    /** How often a request is looked at for a client that takes nothing. */
    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

    /** How long what is said at the end may take to reach a slow client. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final Duration PATIENCE_WITH_A_WRITER = Duration.ofSeconds(1);

    /** RUNNING until one compare-and-set makes it one of the two others. */
    private sealed interface State {

        record Running() implements State {}

        /** The answer is decided, though not all of it may be sent. */
        record Finished() implements State {}

        record Aborted(CancellationReason reason, long atNanos) implements State {}
    }

    private static final State RUNNING = new State.Running();
    private static final State FINISHED = new State.Finished();

    private final AtomicReference<State> state = new AtomicReference<>(RUNNING);
    private final RequestOptions options;
    private final RequestWatch watch;
    private final CancellationSource clientGone = new CancellationSource();
    private final CancellationSource timedOut = new CancellationSource();
    private final CancellationSource any;
    private final Outlet outlet;
    private final @Nullable BooleanSupplier streamIsOpen;
    private final BeatClock clock;
    private volatile boolean readsBody;

    /** What is done for a client that waits. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does the work while it looks at the token of the request.
         *
         * @return what the client gets; {@link Answer#nothingMore()} when the body was written piece by piece
         * @throws Exception to end without an answer: with the exception of a token it is the token's reason that the client is
         *     told of, anything else is logged and answered as an error of the server
         */
        Answer answer(LongRequest request) throws Exception;
    }

    LongRequest(Channel channel, RequestOptions options, RequestWatch watch, @Nullable BooleanSupplier streamIsOpen) {
        this.options = options;
        this.watch = watch;
        this.streamIsOpen = streamIsOpen;
        this.any = CancellationSource.linkedTo(watch.stopping(), clientGone.token(), timedOut.token());
        this.outlet = new Outlet(channel, this::writeFailed, () -> watch.over(this), watch.nanoTime());
        this.clock = new BeatClock(options, watch.nanoTime().getAsLong());
        outlet.prepare(head -> {
            head.setContentType(options.format().contentType());
            // a proxy that collects the answer would hold the heartbeats back
            options.heartbeat().ifPresent(beat -> head.setHeader("X-Accel-Buffering", "no"));
        });
        // registered after the link and so called before it: the client's answer does not wait for what the work does
        timedOut.token().onCancelled(this::deadlinePassed);
    }

    /** Begins the deadline, once everything else is in place. */
    void begin() {
        options.deadline().ifPresent(timedOut::cancelAfter);
    }

    /** Fires when nobody needs the work any more, for whichever reason comes first: this is what work should look at. */
    public CancellationToken token() {
        return any.token();
    }

    /** Fires when the client has gone; its reason says how that was noticed. */
    public CancellationToken clientGone() {
        return clientGone.token();
    }

    /** Fires when the deadline of the endpoint has passed. */
    public CancellationToken timedOut() {
        return timedOut.token();
    }

    /** Fires when the application is told to stop. The client still waits then, and can be answered. */
    public CancellationToken applicationStopping() {
        return watch.stopping();
    }

    /**
     * Sets the status. 200 without it.
     *
     * @throws AnswerBegunException after a heartbeat or a piece of the body
     */
    public void status(int status) {
        prepare("status " + status, head -> head.setStatus(status));
    }

    /**
     * Sets a header.
     *
     * @throws AnswerBegunException after a heartbeat or a piece of the body
     */
    public void header(String name, String value) {
        prepare("header " + name, head -> head.setHeader(name, value));
    }

    private void prepare(String what, Consumer<Channel> change) {
        requireRunning();
        if (!outlet.prepare(change)) {
            // the end of the request, too, keeps it from being set, and is the better reason
            requireRunning();
            throw new AnswerBegunException(what);
        }
    }

    /**
     * Sends a piece of the body; heartbeats come between two pieces, never into one. Waits while a slow client has not taken
     * what was written before.
     *
     * @throws OperationCancelledException when the client is gone or the deadline has passed, or when the application stops
     *     while this waits
     * @throws IllegalStateException after {@link #finish}
     */
    public void write(byte[] piece) throws InterruptedException {
        requireRunning();
        outlet.write(piece, token());
        requireRunning();
    }

    /**
     * The body of the request, to be read on its own thread through this: when it breaks off, the client has gone. Until it is
     * read to its end or closed there is no heartbeat, and the grace of the first begins then.
     *
     * @param body the container's stream
     */
    public InputStream reading(InputStream body) {
        readsBody = true;
        return new RequestBody(body, this);
    }

    /** The body of the answer as a stream in front of {@link #write}, in pieces of 8 KiB; closing it sends the last and does not finish. */
    public OutputStream body() {
        return new BodyStream(this);
    }

    /**
     * Ends the request with its answer. Returns at once in the asynchronous form, and when the client has taken the answer in
     * the blocking one. The tokens do not fire any more.
     *
     * @return false if the request was aborted or finished before; nothing is sent then
     */
    public boolean finish(Answer answer) {
        if (!state.compareAndSet(RUNNING, FINISHED)) {
            return false;
        }
        closeTokens();
        outlet.end(answer);
        return true;
    }

    /**
     * Ends the request with a problem: by the status if nothing was sent, else by what the format of the body allows.
     *
     * @return as {@link #finish}
     */
    public boolean fail(int status, String title, String detail) {
        return fail(new Problem(status, title, detail));
    }

    private boolean fail(Problem problem) {
        if (!state.compareAndSet(RUNNING, FINISHED)) {
            return false;
        }
        closeTokens();
        say(problem);
        return true;
    }

    /**
     * Does the work on this thread and ends the request with what became of it. Throws nothing: work that a token has ended
     * is answered by the token's reason if the client is still there, and any other failure is logged under an id that the
     * client is told.
     */
    public void answer(Work work) {
        try {
            finish(work.answer(this));
        } catch (OperationCancelledException cancelled) {
            fail(
                    cancelled.reason().kind() == Kind.TIMED_OUT
                            ? Problem.timedOut(cancelled.reason().text())
                            : Problem.stopping());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail(Problem.stopping());
        } catch (Throwable thrown) {
            String id = UUID.randomUUID().toString();
            Level level = isRunning() ? Level.ERROR : Level.DEBUG;
            LOG.log(level, "the work of a request failed, error id " + id, thrown);
            fail(Problem.unexpected(id));
        }
    }

    /** Finishes with nothing more if nobody has ended it. To be called by who opened a request on its own thread. */
    @Override
    public void close() {
        finish(Answer.nothingMore());
        if (!outlet.mayBlock()) {
            return;
        }
        if (state.get() instanceof State.Aborted aborted && aborted.reason().kind() == Kind.TIMED_OUT) {
            // the thread that was to say it may not have come to it yet
            say(Problem.timedOut(aborted.reason().text()));
        }
        // waits for a heartbeat that is being written: afterwards the container may have the response back
        outlet.abandon();
    }

    void bodyRead() {
        if (readsBody) {
            clock.restart(watch.nanoTime().getAsLong());
            readsBody = false;
        }
    }

    void bodyBroken(IOException broken) {
        abort(Kind.CLIENT_GONE, "the client has gone: the body of its request broke off with " + broken);
    }

    boolean isRunning() {
        return state.get() == RUNNING;
    }

    void writePossible() {
        outlet.writePossible();
    }

    void writeFailed(Throwable failed) {
        abort(Kind.CLIENT_GONE, "the client has gone: a write failed with " + failed);
    }

    void endedByContainer(String how) {
        outlet.endedByContainer();
        abort(Kind.CLIENT_GONE, "the client has gone: " + how);
    }

    /**
     * Does what is due, without waiting for anything.
     *
     * @return when something is due again, by the same clock; {@link #NEVER} after the end
     */
    long tick(long nowNanos) {
        if (outlet.isOver()) {
            return NEVER;
        }
        if (streamIsOpen != null && !streamIsOpen.getAsBoolean()) {
            abort(Kind.CLIENT_GONE, "the client has gone: it reset its stream");
            outlet.abandon();
            return NEVER;
        }
        if (!readsBody && clock.takeBeat(nowNanos) && isRunning()) {
            beat();
        }
        endIfStalled(nowNanos);
        return clock.next(nowNanos + (streamIsOpen == null ? LOOK_NANOS : StreamWatcher.PERIOD.toNanos()));
    }

    private void beat() {
        if (outlet.beatMayBlock()) {
            watch.signals().execute(() -> outlet.beat(options.format()));
        } else {
            outlet.beat(options.format());
        }
    }

    private void endIfStalled(long nowNanos) {
        if (state.get() instanceof State.Aborted aborted && nowNanos - aborted.atNanos() > LINGER.toNanos()) {
            abandonUnlessBlocking();
        } else if (outlet.stalledFor(nowNanos).compareTo(watch.stallLimit()) > 0) {
            abort(Kind.CLIENT_GONE, "the client has taken nothing for " + watch.stallLimit());
            abandonUnlessBlocking();
        }
    }

    // on a request's own thread a write may hold the gate, and only that thread gives the response back
    private void abandonUnlessBlocking() {
        if (!outlet.mayBlock()) {
            outlet.abandon();
        }
    }

    private void abort(Kind kind, String text) {
        CancellationReason reason = CancellationReason.of(kind, text);
        if (state.compareAndSet(
                RUNNING, new State.Aborted(reason, watch.nanoTime().getAsLong()))) {
            clientGone.cancelAsync(watch.signals(), reason).whenComplete((first, failed) -> {
                if (failed != null) {
                    LOG.log(Level.WARNING, "callbacks failed after a client had gone", failed);
                }
            });
        }
    }

    /** On a thread of the timer, which must not wait for a client. */
    private void deadlinePassed(CancellationReason reason) {
        if (state.compareAndSet(
                RUNNING, new State.Aborted(reason, watch.nanoTime().getAsLong()))) {
            watch.signals().execute(() -> say(Problem.timedOut(reason.text())));
        }
    }

    private void say(Problem problem) {
        try {
            if (!outlet.end(problem, options.format(), PATIENCE_WITH_A_WRITER)) {
                LOG.log(Level.DEBUG, "the client takes nothing and cannot be told: {0}", problem.detail());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireRunning() {
        State now = state.get();
        if (now instanceof State.Aborted aborted) {
            throw new OperationCancelledException(aborted.reason());
        }
        if (now == FINISHED) {
            throw new IllegalStateException("the answer of this request is finished; nothing can be added to it");
        }
    }

    private void closeTokens() {
        any.close();
        clientGone.close();
        timedOut.close();
    }

    void abandon() {
        outlet.abandon();
    }

    @Override
    public String toString() {
        return "request " + Objects.toString(state.get());
    }
}
