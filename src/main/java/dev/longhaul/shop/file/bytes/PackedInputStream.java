package dev.longhaul.shop.file.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Counts packed bytes, and knows whether there are more: {@link java.util.zip.GZIPInputStream} takes a source that
 * reports zero available bytes to be at its end, and would drop what follows. For one thread.
 */
final class PackedInputStream extends PushbackInputStream {

    private long count;
    private boolean failed;

    PackedInputStream(InputStream source) {
        super(source, 1);
    }

    long count() {
        return count;
    }

    /** The source itself has thrown, so the exception says nothing about the bytes. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            int read = super.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public int available() throws IOException {
        int available = super.available();
        if (available > 0) {
            return available;
        }
        int next = read();
        if (next < 0) {
            return 0;
        }
        unread(next);
        count--;
        return 1;
    }
}
