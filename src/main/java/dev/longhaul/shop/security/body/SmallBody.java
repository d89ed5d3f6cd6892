package dev.longhaul.shop.security.body;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that is collected without holding a thread. When it is whole, or is refused, the container dispatches its
 * request again, and the filter finds this as the attribute {@link #ATTRIBUTE}. When the sender has left, the request
 * ends.
 *
 * <p>The container calls from one thread at a time, but its timeout may come at any moment: the first outcome counts.
 */
final class SmallBody implements ReadListener, AsyncListener {

    static final String ATTRIBUTE = SmallBody.class.getName();

    /** The largest body that is no upload. */
    static final int MAX_BYTES = 64 * 1024;

    /** From the end of the head to the end of the body. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** Stands for a body that is whole. */
    static final int WHOLE = 0;

    private static final System.Logger LOG = System.getLogger(SmallBody.class.getName());
    private static final int PIECE = 8 * 1024;

    private final RequestAddress address;
    private final AsyncContext async;
    private final ServletInputStream input;
    private final BodyBudget budget;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile int status = WHOLE;
    private int taken;

    private SmallBody(RequestAddress address, AsyncContext async, ServletInputStream input, BodyBudget budget) {
        this.address = address;
        this.async = async;
        this.input = input;
        this.budget = budget;
    }

    /** Begins to collect; the calling thread returns to the container. */
    static void collect(HttpServletRequest request, HttpServletResponse response, BodyBudget budget)
            throws IOException {
        RequestAddress address = RequestAddress.of(request);
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(DEADLINE.toMillis());
        SmallBody body = new SmallBody(address, async, request.getInputStream(), budget);
        request.setAttribute(ATTRIBUTE, body);
        async.addListener(body);
        body.input.setReadListener(body);
    }

    RequestAddress address() {
        return address;
    }

    /** {@link #WHOLE}, or the HTTP status that refuses it. */
    int status() {
        return status;
    }

    /** What has arrived; to be asked when it is whole. */
    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Its memory is free again. Once. */
    void release() {
        budget.giveBack(taken);
        taken = 0;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] piece = new byte[PIECE];
        while (!over.get() && input.isReady() && !input.isFinished()) {
            int count = input.read(piece);
            if (count > 0 && !keep(piece, count)) {
                return;
            }
        }
    }

    private boolean keep(byte[] piece, int count) {
        if (bytes.size() + count > MAX_BYTES) {
            dispatch(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return false;
        }
        if (!budget.take(count)) {
            dispatch(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return false;
        }
        taken += count;
        bytes.write(piece, 0, count);
        return true;
    }

    @Override
    public void onAllDataRead() {
        dispatch(WHOLE);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        dispatch(HttpServletResponse.SC_REQUEST_TIMEOUT);
    }

    @Override
    public void onError(Throwable gone) {
        abandon(gone);
    }

    @Override
    public void onError(AsyncEvent event) {
        abandon(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // whoever dispatches releases
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // what the handler starts after the dispatch is its own
    }

    private void dispatch(int outcome) {
        if (over.compareAndSet(false, true)) {
            status = outcome;
            async.dispatch();
        }
    }

    private void abandon(Throwable gone) {
        if (over.compareAndSet(false, true)) {
            LOG.log(Level.DEBUG, "the sender of a body has gone", gone);
            release();
            async.complete();
        }
    }
}
