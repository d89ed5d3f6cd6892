package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request whose client waits for long work, and its answer. {@link LongRequests} makes it; {@link #finish} ends it,
 * or {@link #answer}, which calls that.
 *
 * <p>Safe for any number of threads. Once the client has left or the deadline has passed, the container may take back
 * the request and the response, so work touches them through this object only.
 */
public final class LongRequest implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LongRequest.class.getName());

    /** How long the last words to a client wait for a write that is in progress. */
    private static final Duration LAST_WORDS_WAIT = Duration.ofSeconds(1);

    private final RequestOptions options;
    private final RequestWatch watch;
    private final RequestState state;
    private final ResponseWriter writer;
    private final ClientProbe probe;

    LongRequest(Channel channel, RequestOptions options, RequestWatch watch, @Nullable BooleanSupplier streamIsOpen) {
        this.options = options;
        this.watch = watch;
        this.state = new RequestState(watch);
        this.writer = new ResponseWriter(channel, this::writeFailed, watch.ended(), watch.nanoTime());
        this.probe = new ClientProbe(watch, state, writer, options, streamIsOpen);
        writer.prepare(head -> {
            head.setContentType(options.format().contentType());
            // a proxy that collects the answer would hold the heartbeats back
            options.heartbeat().ifPresent(beat -> head.setHeader("X-Accel-Buffering", "no"));
        });
    }

    /** Starts the deadline, once everything else is in place. */
    void begin() {
        options.deadline()
                .ifPresent(deadline -> state.startDeadline(
                        deadline, reason -> watch.signals().execute(() -> say(Problem.timedOut(reason.text())))));
    }

    /** Fires when the work is no longer needed, for whichever reason comes first. This is the token to check. */
    public CancellationToken token() {
        return state.token();
    }

    /** Fires when the client has gone; its reason says how that was noticed. */
    public CancellationToken clientGone() {
        return state.clientGone();
    }

    /** Fires when the deadline of the endpoint has passed. */
    public CancellationToken timedOut() {
        return state.timedOut();
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
        state.requireRunning();
        if (!writer.prepare(change)) {
            // the end of the request, too, keeps it from being set, and is the better reason
            state.requireRunning();
            throw new AnswerBegunException(what);
        }
    }

    /**
     * Sends a piece of the body; heartbeats come between two pieces, never into one. Waits while a slow client has not
     * taken what was written before.
     *
     * @throws OperationCancelledException when the client is gone or the deadline has passed, or when the application
     *     stops while this waits
     * @throws IllegalStateException after {@link #finish}
     */
    public void write(byte[] piece) throws InterruptedException {
        state.requireRunning();
        writer.write(piece, token());
        state.requireRunning();
    }

    /**
     * Sends a piece of the body unless the client has still to take an earlier one; waits for nothing in the
     * asynchronous form. For news of which only the newest counts: what is refused is offered again when there is
     * something newer.
     *
     * @return false if it was not taken, for an earlier one waits or the request has ended
     */
    public boolean offer(byte[] piece) {
        return isRunning() && writer.offer(piece);
    }

    /**
     * The body of the request, to be read on its own thread through this: when it breaks off, the client has gone.
     * Until it is read to its end or closed there is no heartbeat, and the grace of the first begins then.
     *
     * @param body the container's stream
     */
    public InputStream reading(InputStream body) {
        probe.bodyBegins();
        return new RequestBody(body, probe);
    }

    /**
     * The body of the answer as a stream in front of {@link #write}, in pieces of 8 KiB; closing it sends the last and
     * does not finish.
     */
    public OutputStream body() {
        return new BodyStream(this::write);
    }

    /**
     * Ends the request with its answer. Returns at once in the asynchronous form, and when the client has taken the
     * answer in the blocking one. The tokens do not fire any more.
     *
     * @return false if the request was aborted or finished before; nothing is sent then
     */
    public boolean finish(Answer answer) {
        if (!state.finish()) {
            return false;
        }
        writer.end(answer);
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
        if (!state.finish()) {
            return false;
        }
        say(problem);
        return true;
    }

    /**
     * Does the work on this thread and ends the request with what became of it. Throws nothing: work that a token has
     * ended is answered by the token's reason if the client is still there, and any other failure is logged under an id
     * that the client is told.
     */
    public void answer(RequestWork work) {
        try {
            finish(work.answer(this));
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            fail(Problem.of(thrown, isRunning()));
        }
    }

    /** Finishes with nothing more unless the request has ended. Called on the thread that opened the request. */
    @Override
    public void close() {
        finish(Answer.nothingMore());
        if (!writer.mayBlock()) {
            return;
        }
        // the thread that was to say it may not have come to it yet
        state.abortReason()
                .filter(reason -> reason.kind() == Kind.TIMED_OUT)
                .ifPresent(reason -> say(Problem.timedOut(reason.text())));
        // waits for a heartbeat that is being written: afterwards the container may have the response back
        writer.abandon();
    }

    boolean isRunning() {
        return state.isRunning();
    }

    void writePossible() {
        writer.writePossible();
    }

    void writeFailed(Throwable failed) {
        state.abort("the client has gone: a write failed with " + failed);
    }

    void endedByContainer(String how) {
        writer.endedByContainer();
        state.abort("the client has gone: " + how);
    }

    /**
     * Does what is due, without waiting for anything.
     *
     * @return when something is due again, by the same clock; {@link ClientProbe#NEVER} after the end
     */
    long tick(long nowNanos) {
        return probe.tick(nowNanos);
    }

    private void say(Problem problem) {
        try {
            if (!writer.end(problem, options.format(), LAST_WORDS_WAIT)) {
                LOG.log(Level.DEBUG, "the client takes nothing and cannot be told: {0}", problem.detail());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void abandon() {
        writer.abandon();
    }

    @Override
    public String toString() {
        return "request " + state;
    }
}
