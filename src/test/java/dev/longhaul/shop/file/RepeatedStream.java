package dev.longhaul.shop.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;

/** Some bytes, then others a number of times, then an end: files that no memory holds. */
public final class RepeatedStream {

    private RepeatedStream() {}

    public static InputStream of(String start, String repeated, int times, String end) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(Files.utf8(start)),
                new SequenceInputStream(Collections.enumeration(copies(Files.utf8(repeated), times))),
                new ByteArrayInputStream(Files.utf8(end)))));
    }

    private static List<InputStream> copies(byte[] bytes, int times) {
        return new AbstractList<>() {
            @Override
            public InputStream get(int index) {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public int size() {
                return times;
            }
        };
    }
}
