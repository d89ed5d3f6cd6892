package dev.longhaul.shop.productimport.upload;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads consecutive parts as one stream and holds one of them at a time. For one thread. */
final class PartsInputStream extends InputStream {

    private static final byte[] NOTHING = {};

    private final IntFunction<Optional<byte[]>> parts;
    private byte[] part = NOTHING;
    private int offset;
    private int next;

    /** @param parts answers the part at a position counted from zero, empty after the last */
    PartsInputStream(IntFunction<Optional<byte[]>> parts) {
        this.parts = parts;
    }

    @Override
    public int read() {
        return hasMore() ? part[offset++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, part.length - offset);
        System.arraycopy(part, offset, target, from, count);
        offset += count;
        return count;
    }

    private boolean hasMore() {
        while (offset == part.length) {
            Optional<byte[]> following = parts.apply(next);
            if (following.isEmpty()) {
                return false;
            }
            part = following.get();
            offset = 0;
            next++;
        }
        return true;
    }
}
