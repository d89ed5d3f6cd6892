package dev.longhaul.request;

import java.io.IOException;

/**
 * The container's response as one request uses it. Called only under the lock of the request's writer, never after
 * completion.
 */
interface Channel {

    /** Whether a write or a flush is allowed now. If not, the container notifies the request later. */
    boolean isWritable();

    /** Whether a write may wait for the client. */
    boolean mayBlock();

    void setStatus(int status);

    void setHeader(String name, String value);

    void setContentType(String type);

    /** Announces how long the body is, where that is safe. */
    void setLength(int bytes);

    void write(byte[] bytes) throws IOException;

    void flush() throws IOException;

    /** Gives the response back to the container. */
    void complete();
}
