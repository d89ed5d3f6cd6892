package dev.longhaul.shop.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packed files of a test. */
public final class Packed {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private Packed() {
        zip.setLevel(Deflater.BEST_COMPRESSION);
    }

    public static Packed zip() {
        return new Packed();
    }

    public Packed with(String name, byte[] content) {
        return with(name, new ByteArrayInputStream(content));
    }

    public Packed with(String name, String content) {
        return with(name, Files.utf8(content));
    }

    public Packed with(String name, InputStream content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            content.transferTo(zip);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] content) {
        return gzip(new ByteArrayInputStream(content));
    }

    public static byte[] gzip(InputStream content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            content.transferTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
