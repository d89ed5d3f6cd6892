package dev.longhaul.shop.file.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows each byte that is read through it to its subclass, once and in order. For one thread. */
public abstract class SeenInputStream extends FilterInputStream {

    protected SeenInputStream(InputStream source) {
        super(source);
    }

    /** Bytes that the reader receives next. */
    protected abstract void see(byte[] bytes, int from, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final int read(byte[] target, int from, int length) throws IOException {
        int read = super.read(target, from, length);
        if (read > 0) {
            see(target, from, read);
        }
        return read;
    }

    /** False: bytes that are read again would be seen again. */
    @Override
    public final boolean markSupported() {
        return false;
    }
}
