package dev.longhaul.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches over requests whose clients wait for long work. Inject it, and start a request on its own thread, before
 * anything is sent; one call does it. Safe for any number of threads.
 */
public final class LongRequests {

    static final String ATTRIBUTE = LongRequest.class.getName();

    private final RequestSettings settings;
    private final RequestWatch watch;
    private final BeatLoop beats;
    private final Set<LongRequest> live = ConcurrentHashMap.newKeySet();

    /** Makes the watch with what it is to tell at the end of each request. */
    interface Watching {
        RequestWatch telling(Consumer<LongRequest> ended);
    }

    LongRequests(RequestSettings settings, Watching watching, BeatLoop beats) {
        this.settings = settings;
        this.watch = watching.telling(live::remove);
        this.beats = beats;
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
        channel.connect(started);
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
     * The tokens of a request that somebody else answers, such as JAX-RS by what a method returns. Nothing is written
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
        return live.size();
    }

    /** Which detectors are active on this server, and how long each may take. */
    public DetectorReport report() {
        return DetectorReport.of(StreamWatcher.knowsThisServer(), settings.watchStreams(), liveCount());
    }

    LongRequest made(Channel channel, RequestOptions options, ServletRequest request) {
        return new LongRequest(channel, options, watch, stateOfStream(request));
    }

    private @Nullable BooleanSupplier stateOfStream(ServletRequest request) {
        return settings.watchStreams() ? StreamWatcher.of(request).orElse(null) : null;
    }

    LongRequest watched(ServletRequest request, LongRequest started) {
        request.setAttribute(ATTRIBUTE, started);
        live.add(started);
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
