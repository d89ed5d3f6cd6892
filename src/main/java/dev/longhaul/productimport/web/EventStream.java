package dev.longhaul.productimport.web;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One reader's stream of events. Never blocks and holds at most one message: while the reader is slow a newer message
 * takes the place of the one that waits, so a slow reader misses steps but always gets the last.
 *
 * <p>Safe for any number of threads. Once it is over, by {@link #end()}, by a failed write or by the container, nothing
 * of the request is touched again: Payara gives those objects to the next request.
 */
final class EventStream {
    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());

    private final Object gate = new Object();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Runnable whenOver;
    private @Nullable Connection connection;
    private byte @Nullable [] waiting;
    private boolean writable;
    private boolean unflushed;
    private boolean ending;

    private record Connection(ServletOutputStream out, Runnable complete) {}

    /**
     * Not connected yet; what is offered before waits.
     *
     * @param whenOver called once, on the thread that notices the end
     */
    EventStream(Runnable whenOver) {
        this.whenOver = whenOver;
    }

    /** Gives it the response to write to, and what ends the asynchronous request. */
    void connect(ServletOutputStream out, Runnable complete) {
        synchronized (gate) {
            connection = new Connection(out, complete);
            if (over.get()) {
                complete();
            }
        }
    }

    /** To be called by the write listener: from the first call on, and after each pause, it may write. */
    void writePossible() {
        synchronized (gate) {
            writable = true;
        }
        write();
    }

    /** Hands over a message; one that still waits is forgotten. After the end it does nothing. */
    void offer(String message) {
        synchronized (gate) {
            waiting = message.getBytes(StandardCharsets.UTF_8);
        }
        write();
    }

    /** Hands over a message that is only a sign of life: it does not push aside one that waits. */
    void offerIfIdle(String message) {
        synchronized (gate) {
            if (waiting != null) {
                return;
            }
        }
        offer(message);
    }

    /** Ends the stream once the message that waits is written. May be called again. */
    void end() {
        synchronized (gate) {
            ending = true;
        }
        write();
    }

    /** Ends it at once, for a reader that has not taken anything for too long. May be called again. */
    void abandon() {
        if (becomeOver()) {
            complete();
        }
    }

    /**
     * To be called when the container has ended the request by itself. Takes no lock: the container may call while another
     * thread is in a write.
     */
    void gone() {
        becomeOver();
    }

    boolean isOver() {
        return over.get();
    }

    private void write() {
        synchronized (gate) {
            Connection to = connection;
            if (to == null || !writable) {
                return;
            }
            try {
                while (!over.get() && to.out().isReady()) {
                    if (!step(to.out())) {
                        return;
                    }
                }
            } catch (Throwable failed) {
                // not only IOException: a connection that dies under the write shows as a NullPointerException too
                LOG.log(Level.DEBUG, "the reader of a stream has gone", failed);
                abandon();
            }
        }
    }

    /** Does the next of: write, flush, end. False when there is nothing to do. Each needs a fresh look at isReady. */
    private boolean step(ServletOutputStream out) throws IOException {
        byte[] message = waiting;
        if (message != null) {
            waiting = null;
            unflushed = true;
            out.write(message);
            return true;
        }
        if (unflushed) {
            unflushed = false;
            out.flush();
            return true;
        }
        if (ending) {
            abandon();
        }
        return false;
    }

    private boolean becomeOver() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            whenOver.run();
        }
        return first;
    }

    private void complete() {
        // under the gate, so that no write comes after it: the byte would reach the client behind the end
        synchronized (gate) {
            Connection to = connection;
            if (to == null) {
                return;
            }
            try {
                to.complete().run();
            } catch (IllegalStateException alreadyEnded) {
                LOG.log(Level.DEBUG, "the container had ended the stream already", alreadyEnded);
            }
        }
    }
}
