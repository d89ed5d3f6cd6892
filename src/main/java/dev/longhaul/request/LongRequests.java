package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.Lifecycle;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches over requests whose clients wait for long work. Inject it, or make it by {@link #start(Lifecycle,
 * RequestSettings)} where there is no CDI; then start a request on its own thread, before anything is sent. Safe for
 * any number of threads.
 */
public final class LongRequests {

    static final String ATTRIBUTE = LongRequest.class.getName();

    private static final LongSupplier NANO_TIME = System::nanoTime;

    private final RequestSettings settings;
    private final RequestWatch watch;
    private final BeatLoop beats;
    private final AtomicInteger liveCount = new AtomicInteger();

    private LongRequests(RequestSettings settings, CancellationToken stopping, Executor signals, BeatLoop beats) {
        this.settings = settings;
        this.beats = beats;
        this.watch = new RequestWatch(stopping, signals, NANO_TIME, settings.stallLimit(), liveCount::decrementAndGet);
    }

    /** Starts the threads that all requests share. They end with the lifecycle. */
    public static LongRequests start(Lifecycle lifecycle, RequestSettings settings) {
        SignalThreads signals = new SignalThreads(lifecycle.lifetime().stopped());
        BeatLoop beats = new BeatLoop(NANO_TIME);
        LongRequests requests = new LongRequests(settings, lifecycle.lifetime().stopping(), signals, beats);
        signals.start(lifecycle.loops(), settings.threads());
        beats.start(lifecycle.loops(), settings.threads());
        return requests;
    }

    /**
     * Makes the request asynchronous: the method that calls this returns, and any thread may finish the request later.
     * The body of the request must have been read by then.
     *
     * <p>In JAX-RS the method takes a {@code @Suspended AsyncResponse}, which it leaves alone, and the request and
     * response by {@code @Context}.
     *
     * @throws IllegalStateException when a filter on the way or the servlet does not support asynchronous requests, or
     *     when something was sent already
     */
    public LongRequest start(HttpServletRequest request, HttpServletResponse response, RequestOptions options)
            throws IOException {
        requireNothingSent(response);
        AsyncContext async =
                request.isAsyncStarted() ? request.getAsyncContext() : request.startAsync(request, response);
        AsyncChannel channel = new AsyncChannel(async);
        LongRequest started = made(channel, options, async.getRequest());
        AsyncEvents.listen(async, channel, started);
        return watched(request, started);
    }

    /**
     * Watches over a request whose own thread does the work and then closes what this returns. Not for an asynchronous
     * request. A JAX-RS method that uses this returns nothing.
     *
     * @throws IllegalStateException when something was sent already
     */
    public LongRequest open(HttpServletRequest request, HttpServletResponse response, RequestOptions options)
            throws IOException {
        requireNothingSent(response);
        return watched(request, made(new BlockingChannel(response), options, request));
    }

    /**
     * The tokens of a request that other code answers, such as JAX-RS by what a method returns. Nothing is written
     * here, so a client that leaves is noticed only where the server shows the state of a stream; the application's
     * stop and a deadline are noticed everywhere.
     *
     * @param options whose deadline alone counts
     * @return to be closed when the request has ended
     */
    LongRequest watch(HttpServletRequest request, RequestOptions options) {
        return watched(
                request,
                made(new SilentChannel(), new RequestOptions(options.format(), null, options.limit()), request));
    }

    /** The one that was started or opened for this request. */
    public static Optional<LongRequest> of(ServletRequest request) {
        return Optional.ofNullable((LongRequest) request.getAttribute(ATTRIBUTE));
    }

    /** How many requests are watched over now. */
    public int liveCount() {
        return liveCount.get();
    }

    /** Which detectors are active on this server, and how long each may take. */
    public DetectorReport report() {
        return DetectorReport.of(StreamWatcher.knowsThisServer(), settings.watchStreams(), liveCount());
    }

    LongRequest made(Channel channel, RequestOptions options, ServletRequest request) {
        BooleanSupplier streamIsOpen = stateOfStream(request);
        // counted before the container knows the request: it may end it at any time
        liveCount.incrementAndGet();
        return new LongRequest(channel, options, watch, streamIsOpen);
    }

    private @Nullable BooleanSupplier stateOfStream(ServletRequest request) {
        return settings.watchStreams() ? StreamWatcher.of(request).orElse(null) : null;
    }

    LongRequest watched(ServletRequest request, LongRequest started) {
        request.setAttribute(ATTRIBUTE, started);
        started.begin();
        beats.add(started);
        return started;
    }

    private static void requireNothingSent(HttpServletResponse response) {
        if (response.isCommitted()) {
            throw new IllegalStateException("the answer has begun already; start the request before anything is sent");
        }
    }
}
