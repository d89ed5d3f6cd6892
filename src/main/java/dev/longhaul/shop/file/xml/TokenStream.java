package dev.longhaul.shop.file.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Limits the bytes that a parser takes for one token, and remembers how its source failed. For one thread. */
final class TokenStream extends FilterInputStream {

    private final long maxBytes;
    private long count;
    private boolean tooLong;
    private @Nullable IOException failure;

    TokenStream(InputStream source, long maxBytes) {
        super(source);
        this.maxBytes = maxBytes;
    }

    /** The parser has turned what it read into a token. */
    void nextToken() {
        count = 0;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** What the source itself has thrown, null if it has not failed. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (count > maxBytes) {
            tooLong = true;
            throw new IOException("a token of more than " + maxBytes + " bytes");
        }
        try {
            int read = super.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
