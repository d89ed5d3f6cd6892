package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request whose client waits for long work, and its answer. Got from {@link LongRequests}; ends with {@link #finish},
 * or by {@link #answer}, which does that.
 *
 * <p>Safe for any number of threads. From the moment a token has fired for a client that is gone or a deadline that has
 * passed, the container may take back the request and the response, so work touches them through this object only.
 */
public final class LongRequest implements AutoCloseable {

    static final long NEVER = Long.MIN_VALUE;

    private static final System.Logger LOG = System.getLogger(LongRequest.class.getName());

    private static final Duration PATIENCE_WITH_A_WRITER = Duration.ofSeconds(1);

    private final RequestOptions options;
    private final RequestWatch watch;
    private final RequestLife life;
    private final Outlet outlet;
    private final ClientProbe probe;

    LongRequest(Channel channel, RequestOptions options, RequestWatch watch, @Nullable BooleanSupplier streamIsOpen) {
        this.options = options;
        this.watch = watch;
        this.life = new RequestLife(watch);
        this.outlet = new Outlet(channel, this::writeFailed, () -> watch.over(this), watch.nanoTime());
        this.probe = new ClientProbe(watch, life, outlet, options, streamIsOpen);
        outlet.prepare(head -> {
            head.setContentType(options.format().contentType());
            // a proxy that collects the answer would hold the heartbeats back
            options.heartbeat().ifPresent(beat -> head.setHeader("X-Accel-Buffering", "no"));
        });
    }

    /** Begins the deadline, once everything else is in place. */
    void begin() {
        options.deadline()
                .ifPresent(deadline -> life.limit(
                        deadline, reason -> watch.signals().execute(() -> say(Problem.timedOut(reason.text())))));
    }

    /**
     * Fires when nobody needs the work any more, for whichever reason comes first: this is what work should look at.
     */
    public CancellationToken token() {
        return life.token();
    }

    /** Fires when the client has gone; its reason says how that was noticed. */
    public CancellationToken clientGone() {
        return life.clientGone();
    }

    /** Fires when the deadline of the endpoint has passed. */
    public CancellationToken timedOut() {
        return life.timedOut();
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
        life.requireRunning();
        if (!outlet.prepare(change)) {
            // the end of the request, too, keeps it from being set, and is the better reason
            life.requireRunning();
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
        life.requireRunning();
        outlet.write(piece, token());
        life.requireRunning();
    }

    /**
     * Sends a piece of the body unless the client has still to take an earlier one; waits for nothing in the
     * asynchronous form. For news of which only the newest counts: what is refused is offered again when there is
     * something newer.
     *
     * @return false if it was not taken, for an earlier one waits or the request has ended
     */
    public boolean offer(byte[] piece) {
        return isRunning() && outlet.offer(piece);
    }

    /**
     * The body of the request, to be read on its own thread through this: when it breaks off, the client has gone.
     * Until it is read to its end or closed there is no heartbeat, and the grace of the first begins then.
     *
     * @param body the container's stream
     */
    public InputStream reading(InputStream body) {
        probe.bodyBegins();
        return new RequestBody(body, this);
    }

    /**
     * The body of the answer as a stream in front of {@link #write}, in pieces of 8 KiB; closing it sends the last and
     * does not finish.
     */
    public OutputStream body() {
        return new BodyStream(this);
    }

    /**
     * Ends the request with its answer. Returns at once in the asynchronous form, and when the client has taken the
     * answer in the blocking one. The tokens do not fire any more.
     *
     * @return false if the request was aborted or finished before; nothing is sent then
     */
    public boolean finish(Answer answer) {
        if (!life.finish()) {
            return false;
        }
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
        if (!life.finish()) {
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

    /** Finishes with nothing more if nobody has ended it. To be called by who opened a request on its own thread. */
    @Override
    public void close() {
        finish(Answer.nothingMore());
        if (!outlet.mayBlock()) {
            return;
        }
        // the thread that was to say it may not have come to it yet
        life.abortReason()
                .filter(reason -> reason.kind() == Kind.TIMED_OUT)
                .ifPresent(reason -> say(Problem.timedOut(reason.text())));
        // waits for a heartbeat that is being written: afterwards the container may have the response back
        outlet.abandon();
    }

    void bodyRead() {
        probe.bodyRead();
    }

    void bodyBroken(IOException broken) {
        life.abort("the client has gone: the body of its request broke off with " + broken);
    }

    boolean isRunning() {
        return life.isRunning();
    }

    void writePossible() {
        outlet.writePossible();
    }

    void writeFailed(Throwable failed) {
        life.abort("the client has gone: a write failed with " + failed);
    }

    void endedByContainer(String how) {
        outlet.endedByContainer();
        life.abort("the client has gone: " + how);
    }

    /**
     * Does what is due, without waiting for anything.
     *
     * @return when something is due again, by the same clock; {@link #NEVER} after the end
     */
    long tick(long nowNanos) {
        return probe.tick(nowNanos);
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

    void abandon() {
        outlet.abandon();
    }

    @Override
    public String toString() {
        return "request " + life;
    }
}
