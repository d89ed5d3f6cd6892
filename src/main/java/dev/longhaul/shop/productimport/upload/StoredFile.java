package dev.longhaul.shop.productimport.upload;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.shop.reading.FileReading;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;

/** An upload as an import reads it: verified once before the first record, then read record by record. */
public final class StoredFile {

    private final IntFunction<Optional<byte[]>> parts;
    private final Upload upload;
    private final CancellationToken token;

    private StoredFile(IntFunction<Optional<byte[]>> parts, Upload upload, CancellationToken token) {
        this.parts = parts;
        this.upload = upload;
        this.token = token;
    }

    /** For a run: a part is read again while the connection to the database breaks. */
    public static StoredFile of(UploadStore uploads, Upload upload, RunExecution<?> execution) {
        return new StoredFile(
                position -> execution.read(() -> uploads.part(upload.id(), position)), upload, execution.token());
    }

    /** For a client that waits and can ask again: a broken connection ends the reading. */
    public static StoredFile of(UploadStore uploads, Upload upload, CancellationToken token) {
        return new StoredFile(position -> uploads.part(upload.id(), position), upload, token);
    }

    /** The bytes of an upload from the start, read part by part. */
    public static InputStream bytes(UploadStore uploads, UUID upload) {
        return new PartsInputStream(position -> uploads.part(upload, position));
    }

    /**
     * Reads all bytes once: an import that has begun on one file must not continue with another.
     *
     * @throws RunFailedException when the bytes are not those that were sealed
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires meanwhile
     */
    public void requireUnchanged() throws IOException, RunFailedException {
        MessageDigest digest = Sha256.newDigest();
        try (CountedInputStream bytes = new CountedInputStream(open())) {
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            String found = Sha256.hex(digest);
            if (bytes.count != upload.byteCount() || !found.equals(upload.sha256())) {
                throw new RunFailedException("The stored file is not the one that was uploaded: it has " + bytes.count
                        + " bytes with SHA-256 " + found + ", the uploaded one had " + upload.byteCount()
                        + " bytes with "
                        + upload.sha256() + ". Nothing more of it is imported.");
            }
        }
    }

    /** How it is read. */
    public FileReading reading() {
        return upload.reading();
    }

    /** The bytes from the start. */
    public InputStream open() {
        return new PartsInputStream(parts);
    }

    /** Counts what is read through it and notices a cancel between two reads. */
    private final class CountedInputStream extends FilterInputStream {

        private long count;

        CountedInputStream(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            token.throwIfCancellationRequested();
            int read = super.read(target, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
