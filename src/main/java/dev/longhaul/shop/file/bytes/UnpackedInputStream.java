package dev.longhaul.shop.file.bytes;

import dev.longhaul.shop.file.record.Headers;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The bytes of a packed file; refuses them if they are damaged or too many. For one thread. */
public final class UnpackedInputStream extends FilterInputStream {

    private static final int SKIPPED_AT_ONCE = 1 << 12;

    private final String name;
    private final Unpacking unpacking;
    private final Packed packed;
    private final long expectedChecksum;
    private final CRC32 checksum = new CRC32();
    private long count;

    /** What is known of the packed bytes: how many were read, and whether reading them failed. */
    private record Packed(LongSupplier count, BooleanSupplier failed) {}

    private UnpackedInputStream(
            String name, InputStream source, Unpacking unpacking, Packed packed, long expectedChecksum) {
        super(source);
        this.name = name;
        this.unpacking = unpacking;
        this.packed = packed;
        this.expectedChecksum = expectedChecksum;
    }

    /** A file of an archive. */
    static InputStream of(ZipFile zip, ZipEntry entry, Unpacking unpacking) throws IOException {
        String name = Headers.shortened(entry.getName());
        try {
            InputStream bytes = zip.getInputStream(entry);
            if (bytes == null) {
                throw damaged(name);
            }
            long size = Math.max(entry.getCompressedSize(), 0);
            return new UnpackedInputStream(name, bytes, unpacking, new Packed(() -> size, () -> false), entry.getCrc());
        } catch (ZipException e) {
            throw damaged(name);
        }
    }

    /** The one file in a gzip; several gzip members in a row are one file. */
    public static InputStream gunzip(InputStream source) throws IOException {
        PackedInputStream bytes = new PackedInputStream(source);
        try {
            InputStream unpacked = new GZIPInputStream(bytes, 1 << 16);
            Packed packed = new Packed(bytes::count, bytes::hasFailed);
            return new UnpackedInputStream("the gzip file", unpacked, new Unpacking(), packed, -1);
        } catch (ZipException | EOFException e) {
            throw bytes.hasFailed() ? e : damaged("the gzip file");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(target, from, length);
        } catch (ZipException | EOFException e) {
            throw packed.failed().getAsBoolean() ? e : damaged(name);
        }
        if (read > 0) {
            count += read;
            checksum.update(target, from, read);
            unpacking.count(name, read, count, packed.count().getAsLong());
        } else if (read < 0 && expectedChecksum >= 0 && expectedChecksum != checksum.getValue()) {
            throw damaged(name);
        }
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        return Math.max(read(new byte[(int) Math.min(length, SKIPPED_AT_ONCE)]), 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private static RefusedBytesException damaged(String name) {
        return Unpacking.refused("archive-damaged", name + " is damaged or ends too early; pack and send it again");
    }
}
