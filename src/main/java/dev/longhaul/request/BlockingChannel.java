package dev.longhaul.request;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The response of a request whose own thread does the work; others write to it only while that thread holds it open.
 */
final class BlockingChannel extends ServletChannel {

    BlockingChannel(HttpServletResponse response) throws IOException {
        super(unbuffered(response));
    }

    private static HttpServletResponse unbuffered(HttpServletResponse response) {
        // WildFly swallows what a flush throws, so what is written must not wait in its buffer for one
        response.setBufferSize(1);
        return response;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    /** The client has the whole answer with the last byte, though the request's thread may return much later. */
    @Override
    public void setLength(int bytes) {
        response.setContentLength(bytes);
    }

    /** Nothing: the container completes when the request's thread returns. */
    @Override
    public void complete() {}
}
