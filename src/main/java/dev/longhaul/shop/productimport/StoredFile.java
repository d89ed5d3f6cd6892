package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.shop.productimport.file.ProductFile;
import dev.longhaul.shop.productimport.file.TextFormat;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntFunction;

/** An upload as an import reads it: looked at once before the first record, then record by record. */
final class StoredFile {

    private final IntFunction<Optional<byte[]>> parts;
    private final Upload upload;
    private final CancellationToken token;

    /** For a run: a part is asked for again while the connection to the database breaks. */
    StoredFile(UploadStore uploads, Upload upload, RunExecution<?> execution) {
        this.parts = position -> execution.read(() -> uploads.part(upload.id(), position));
        this.upload = upload;
        this.token = execution.token();
    }

    /** For somebody who waits and can ask again. */
    StoredFile(UploadStore uploads, Upload upload, CancellationToken token) {
        this.parts = position -> uploads.part(upload.id(), position);
        this.upload = upload;
        this.token = token;
    }

    /**
     * Reads all bytes once: an import that has begun on one file must not go on with another.
     *
     * @throws RunFailedException when they are not those that were sealed
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires meanwhile
     */
    TextFormat requireUnchanged() throws IOException, UnreadableFileException, RunFailedException {
        MessageDigest digest = sha256();
        try (CountedInputStream bytes = new CountedInputStream(open())) {
            TextFormat format = ProductFile.recognise(new DigestInputStream(bytes, digest));
            String found = HexFormat.of().formatHex(digest.digest());
            if (bytes.count != upload.byteCount() || !found.equals(upload.sha256())) {
                throw new RunFailedException("The stored file is not the one that was uploaded: it has " + bytes.count
                        + " bytes with SHA-256 " + found + ", uploaded were " + upload.byteCount() + " bytes with "
                        + upload.sha256() + ". Nothing more of it is imported.");
            }
            return format;
        }
    }

    /** The bytes from the start. */
    InputStream open() {
        return new PartsInputStream(parts);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
