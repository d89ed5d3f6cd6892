package dev.longhaul.shop.file;

import java.io.InputStream;

/** Some bytes, and then one byte again and again up to a length that no memory holds. */
public final class GeneratedStream extends InputStream {

    private final byte[] start;
    private final int repeated;
    private final long length;
    private long count;

    public GeneratedStream(byte[] start, int repeated, long length) {
        this.start = start;
        this.repeated = repeated;
        this.length = length;
    }

    /** How much has been read. */
    public long count() {
        return count;
    }

    @Override
    public int read() {
        if (count >= length) {
            return -1;
        }
        int value = count < start.length ? start[(int) count] : repeated;
        count++;
        return value;
    }

    @Override
    public int read(byte[] target, int from, int wanted) {
        int read = 0;
        while (read < wanted) {
            int value = read();
            if (value < 0) {
                return read == 0 ? -1 : read;
            }
            target[from + read++] = (byte) value;
        }
        return read;
    }
}
