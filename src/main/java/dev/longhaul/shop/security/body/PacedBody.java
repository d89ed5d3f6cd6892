package dev.longhaul.shop.security.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload, with blocking reads. Ends with a {@link SocketTimeoutException} when it falls behind its
 * {@link Pace}, at this and each further read. For one thread.
 */
final class PacedBody extends ServletInputStream {

    private final ServletInputStream body;
    private final Pace pace;
    private long left;
    private boolean atEnd;
    private @Nullable SocketTimeoutException tooSlow;

    /** @param length the announced one, negative for none */
    PacedBody(ServletInputStream body, long length, Pace pace) {
        this.body = body;
        this.left = length < 0 ? Long.MAX_VALUE : length;
        this.pace = pace;
    }

    boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (tooSlow != null) {
            throw tooSlow;
        }
        // asked once more after the end, Grizzly waits 30 s; its isFinished() is true before the end, too
        if (atEnd) {
            return -1;
        }
        pace.waiting();
        int count = body.read(target, from, length);
        if (count < 0) {
            atEnd = true;
            return count;
        }
        left -= count;
        atEnd = left <= 0;
        try {
            pace.arrived(count);
        } catch (SocketTimeoutException slow) {
            tooSlow = slow;
            throw slow;
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("an upload is read by blocking, so that its pace can be measured");
    }

    /** Leaves the body open: closing it would make the container wait for its rest. */
    @Override
    public void close() {
        // ends with the request
    }
}
