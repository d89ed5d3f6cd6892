package dev.longhaul.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;

/** Passes the container's events for one asynchronous request on to the request and its channel. */
final class AsyncEvents implements WriteListener, AsyncListener {

    private final AsyncChannel channel;
    private final LongRequest request;

    private AsyncEvents(AsyncChannel channel, LongRequest request) {
        this.channel = channel;
        this.request = request;
    }

    /** Called on the request's thread: some servers accept neither listener nor limit later. */
    static void listen(AsyncContext async, AsyncChannel channel, LongRequest request) {
        AsyncEvents events = new AsyncEvents(channel, request);
        // the deadline is ours: Payara checks its own once a second, and the servers' defaults differ
        async.setTimeout(0);
        async.addListener(events);
        channel.out.setWriteListener(events);
    }

    @Override
    public void onWritePossible() {
        channel.open();
        request.writePossible();
    }

    @Override
    public void onError(Throwable failed) {
        request.writeFailed(failed);
        request.abandon();
    }

    /** After our own completion it changes nothing; without it the container has given the client up. */
    @Override
    public void onComplete(AsyncEvent event) {
        request.endedByContainer("the server has ended the request");
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        request.endedByContainer("the server did not wait any longer");
    }

    @Override
    public void onError(AsyncEvent event) {
        request.endedByContainer("the server found the connection broken");
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the listener is not carried over to a new cycle, and there is none
    }
}
