package dev.longhaul.shop.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Says how many lines have been read, at the end of each. */
final class WatchedLines extends FilterInputStream {

    private final LongConsumer eachLine;
    private long lines;

    WatchedLines(InputStream bytes, LongConsumer eachLine) {
        super(bytes);
        this.eachLine = eachLine;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        see(value);
        return value;
    }

    @Override
    public int read(byte[] target, int from, int wanted) throws IOException {
        int count = super.read(target, from, wanted);
        for (int i = 0; i < count; i++) {
            see(target[from + i]);
        }
        return count;
    }

    private void see(int value) {
        if (value == '\n') {
            eachLine.accept(++lines);
        }
    }
}
