package dev.longhaul.shop.productimport.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;

/** Some bytes, then others a number of times, then an end: files that no memory holds. */
final class RepeatedStream implements Enumeration<InputStream> {

    private final byte[] repeated;
    private int left;

    private RepeatedStream(byte[] repeated, int times) {
        this.repeated = repeated;
        this.left = times;
    }

    static InputStream of(String start, String repeated, int times, String end) {
        return new SequenceInputStream(
                new ByteArrayInputStream(Files.utf8(start)),
                new SequenceInputStream(
                        new SequenceInputStream(new RepeatedStream(Files.utf8(repeated), times)),
                        new ByteArrayInputStream(Files.utf8(end))));
    }

    @Override
    public boolean hasMoreElements() {
        return left > 0;
    }

    @Override
    public InputStream nextElement() {
        if (left-- <= 0) {
            throw new NoSuchElementException();
        }
        return new ByteArrayInputStream(repeated);
    }
}
