package dev.longhaul.shop.productimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** Rejected records as the bytes of a {@link RejectsCsv}, written page by page while they are read. For one thread. */
final class RejectsInput extends InputStream {

    private final LongFunction<List<RejectedRecord>> pages;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final RejectsCsv csv;
    private byte[] bytes = new byte[0];
    private int position;
    private long last;
    private boolean ended;

    /** @param pages answers the records that follow the one with this number; none after the last */
    RejectsInput(List<String> header, LongFunction<List<RejectedRecord>> pages) throws IOException {
        this.pages = pages;
        this.csv = new RejectsCsv(written, header, Locale.ENGLISH, false);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == bytes.length) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    private void fill() throws IOException {
        List<RejectedRecord> page = pages.apply(last);
        for (RejectedRecord record : page) {
            csv.write(record);
            last = record.reject().record();
        }
        ended = page.isEmpty();
        csv.flush();
        bytes = written.toByteArray();
        written.reset();
        position = 0;
    }

    @Override
    public int available() {
        return bytes.length - position;
    }
}
