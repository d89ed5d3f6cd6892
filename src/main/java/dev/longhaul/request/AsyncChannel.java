package dev.longhaul.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** The response of an asynchronous request, written without blocking. {@link AsyncEvents} opens it. */
final class AsyncChannel extends ServletChannel {

    private static final System.Logger LOG = System.getLogger(AsyncChannel.class.getName());

    private final AsyncContext async;
    private volatile boolean open;

    AsyncChannel(AsyncContext async) throws IOException {
        super((HttpServletResponse) async.getResponse());
        this.async = async;
    }

    /** The container has called the write listener, so that it may be asked whether it can take more. */
    void open() {
        open = true;
    }

    @Override
    public boolean isWritable() {
        return open && out.isReady();
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    /**
     * Does not announce the length: WildFly closes the stream by itself with the last byte, and refuses the flush that
     * must follow.
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
}
