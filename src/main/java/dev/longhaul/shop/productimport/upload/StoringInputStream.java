package dev.longhaul.shop.productimport.upload;

import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.file.bytes.SeenInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Stores and digests what is read through it, so that an upload that was read to its end is stored. For one thread.
 *
 * <p>A byte beyond the limit ends the reading with {@link TooLargeException}, not with the end of the stream: a reader
 * must not mistake the first part of a file for the file.
 */
final class StoringInputStream extends SeenInputStream {

    private final UploadStore uploads;
    private final UUID upload;
    private final DataSize limit;
    private final MessageDigest digest = Sha256.newDigest();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(UploadStore.PART_BYTES);
    private long count;
    private int position;

    /** More bytes came than are allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What was read could not be stored; the cause says why. Not a {@link RuntimeException}, which a reader of records
     * would mistake for a fault of the file.
     */
    static final class NotStoredException extends IOException {
        private static final long serialVersionUID = 1L;

        NotStoredException(Exception cause) {
            super("a part could not be stored: " + cause.getMessage(), cause);
        }
    }

    StoringInputStream(InputStream source, UploadStore uploads, UUID upload, DataSize limit) {
        super(source);
        this.uploads = uploads;
        this.upload = upload;
        this.limit = limit;
    }

    @Override
    protected void see(byte[] bytes, int from, int length) throws IOException {
        count += length;
        if (count > limit.bytes()) {
            throw new TooLargeException();
        }
        digest.update(bytes, from, length);
        keep(bytes, from, length);
    }

    /**
     * Leaves the source open: a reader that closes at the end of its records must not keep the rest from being read.
     */
    @Override
    public void close() {
        // the source is the request's and ends with it
    }

    /** Reads what the reader left and stores the last part. */
    void finish() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        store();
    }

    long count() {
        return count;
    }

    /** The digest of everything read; to be asked once, after {@link #finish()}. */
    String digest() {
        return Sha256.hex(digest);
    }

    private void keep(byte[] bytes, int from, int length) throws NotStoredException {
        int offset = from;
        int left = length;
        while (left > 0) {
            int chunk = Math.min(left, UploadStore.PART_BYTES - part.size());
            part.write(bytes, offset, chunk);
            offset += chunk;
            left -= chunk;
            if (part.size() == UploadStore.PART_BYTES) {
                store();
            }
        }
    }

    private void store() throws NotStoredException {
        if (part.size() == 0) {
            return;
        }
        try {
            uploads.append(upload, position++, part.toByteArray());
        } catch (UploadRefusedException | RuntimeException failed) {
            throw new NotStoredException(failed);
        }
        part.reset();
    }
}
