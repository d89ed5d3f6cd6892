package dev.longhaul.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Notices when the body of a request has been read, and when it breaks off. For one thread. */
final class RequestBody extends FilterInputStream {

    private final ClientProbe probe;

    RequestBody(InputStream body, ClientProbe probe) {
        super(body);
        this.probe = probe;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(target, from, length);
        } catch (IOException broken) {
            probe.bodyBroken(broken);
            throw broken;
        }
        if (read < 0) {
            probe.bodyRead();
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Leaves the container's stream open. */
    @Override
    public void close() {
        probe.bodyRead();
    }
}
