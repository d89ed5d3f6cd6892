package dev.longhaul.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The response of an asynchronous request, written without blocking. */
final class AsyncChannel extends ServletChannel implements WriteListener, AsyncListener {

    private static final System.Logger LOG = System.getLogger(AsyncChannel.class.getName());

    private final AsyncContext async;
    private @Nullable LongRequest request;
    private volatile boolean listenedTo;

    AsyncChannel(AsyncContext async) throws IOException {
        super((HttpServletResponse) async.getResponse());
        this.async = async;
    }

    /** On the request's thread: some servers take neither listener nor limit later. */
    void connect(LongRequest to) {
        request = to;
        // the deadline is ours: Payara looks at its own once a second, and the servers' defaults differ
        async.setTimeout(0);
        async.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public boolean isWritable() {
        return listenedTo && out.isReady();
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    /**
     * Not announced: WildFly closes the stream by itself with the last byte, and refuses the flush that must follow.
     */
    @Override
    public void setLength(int bytes) {}

    @Override
    public void complete() {
        try {
            async.complete();
        } catch (RuntimeException ended) {
            // Payara says so when the container came first, WildFly does not
            LOG.log(Level.DEBUG, "the container had ended the request already", ended);
        }
    }

    @Override
    public void onWritePossible() {
        listenedTo = true;
        LongRequest to = request;
        if (to != null) {
            to.writePossible();
        }
    }

    @Override
    public void onError(Throwable failed) {
        LongRequest to = request;
        if (to != null) {
            to.writeFailed(failed);
            to.abandon();
        }
    }

    /** After our own completion it changes nothing; without it the container has given the client up. */
    @Override
    public void onComplete(AsyncEvent event) {
        endedByContainer("the server has ended the request");
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        endedByContainer("the server did not wait any longer");
    }

    @Override
    public void onError(AsyncEvent event) {
        endedByContainer("the server found the connection broken");
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the listener is not carried over to a new cycle, and there is none
    }

    private void endedByContainer(String how) {
        LongRequest to = request;
        if (to != null) {
            to.endedByContainer(how);
        }
    }
}
