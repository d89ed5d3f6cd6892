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
import org.jspecify.annotations.Nullable;

/**
 * A body that is collected without holding a thread. Usually it has come with its head, and the request continues at
 * once. Otherwise, when it is whole or refused, the container dispatches its request again, and the filter finds this
 * as the attribute {@link #ATTRIBUTE}. When the sender has left, the request ends.
 *
 * <p>The container calls from one thread at a time, but its timeout may come at any moment: the first outcome counts.
 */
final class SmallBody implements ReadListener, AsyncListener {

    static final String ATTRIBUTE = SmallBody.class.getName();

    /** The largest body that is not an upload. */
    static final int MAX_BYTES = 64 * 1024;

    /** From the end of the head to the end of the body. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** Stands for a body that is whole. */
    static final int WHOLE = 0;

    private static final System.Logger LOG = System.getLogger(SmallBody.class.getName());
    private static final int PIECE = 8 * 1024;

    private final RequestAddress address;
    private final ServletInputStream input;
    private final BodyBudget budget;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile int status = WHOLE;
    private volatile @Nullable AsyncContext async;
    private int taken;

    private SmallBody(RequestAddress address, ServletInputStream input, BodyBudget budget) {
        this.address = address;
        this.input = input;
        this.budget = budget;
    }

    static SmallBody of(HttpServletRequest request, BodyBudget budget) throws IOException {
        return new SmallBody(RequestAddress.of(request), request.getInputStream(), budget);
    }

    /**
     * Reads what has come with the head, without waiting.
     *
     * @param length the announced one, negative for none
     * @return whether the outcome is known by now
     */
    boolean takeWhatIsThere(long length) throws IOException {
        byte[] piece = new byte[PIECE];
        while (bytes.size() < length && input.available() > 0) {
            int count = input.read(piece);
            if (count < 0) {
                return true;
            }
            if (!keep(piece, count)) {
                return true;
            }
        }
        return bytes.size() == length;
    }

    /**
     * Reads the rest on the calling thread. A silent sender holds the thread until the container gives up, which is
     * after 30 s on Payara; one that keeps sending, for {@link #DEADLINE}.
     *
     * @param length the announced one, negative for none
     */
    void readToTheEnd(long length) {
        byte[] piece = new byte[PIECE];
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        try {
            while (length < 0 || bytes.size() < length) {
                int count = input.read(piece);
                if (System.nanoTime() - deadline > 0) {
                    status = HttpServletResponse.SC_REQUEST_TIMEOUT;
                    return;
                }
                if (count < 0) {
                    status = length < 0 ? WHOLE : HttpServletResponse.SC_BAD_REQUEST;
                    return;
                }
                if (!keep(piece, count)) {
                    return;
                }
            }
        } catch (IOException silentOrGone) {
            LOG.log(Level.DEBUG, "a body did not arrive", silentOrGone);
            status = HttpServletResponse.SC_REQUEST_TIMEOUT;
        }
    }

    /** Collects the rest; the calling thread returns to the container. */
    void await(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext started = request.startAsync(request, response);
        started.setTimeout(DEADLINE.toMillis());
        async = started;
        request.setAttribute(ATTRIBUTE, this);
        started.addListener(this);
        input.setReadListener(this);
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

    /** Releases its memory. Once. */
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
                dispatch(status);
                return;
            }
        }
    }

    private boolean keep(byte[] piece, int count) {
        if (bytes.size() + count > MAX_BYTES) {
            status = HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            return false;
        }
        if (!budget.take(count)) {
            status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
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
        // the filter releases the memory after the dispatch
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // what the handler starts after the dispatch is its own
    }

    private void dispatch(int outcome) {
        AsyncContext started = async;
        if (started == null || !over.compareAndSet(false, true)) {
            return;
        }
        status = outcome;
        started.dispatch();
    }

    private void abandon(@Nullable Throwable gone) {
        AsyncContext started = async;
        if (started != null && over.compareAndSet(false, true)) {
            LOG.log(Level.DEBUG, "the sender of a body has gone", gone);
            release();
            started.complete();
        }
    }
}
