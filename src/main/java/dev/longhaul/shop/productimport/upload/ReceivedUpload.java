package dev.longhaul.shop.productimport.upload;

import dev.longhaul.shop.reading.Examined;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.UUID;

/** A file that was received whole and does not belong to a run yet. */
public final class ReceivedUpload implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ReceivedUpload.class.getName());

    private final UploadStore uploads;
    private final UUID id;
    private final String fileName;
    private final long byteCount;
    private final String sha256;
    private final Examined examined;
    private final UploadSlots.Slot slot;

    /** @param slot closed with this, or when the file is kept */
    ReceivedUpload(
            UploadStore uploads,
            UUID id,
            String fileName,
            long byteCount,
            String sha256,
            Examined examined,
            UploadSlots.Slot slot) {
        this.uploads = uploads;
        this.id = id;
        this.fileName = fileName;
        this.byteCount = byteCount;
        this.sha256 = sha256;
        this.examined = examined;
        this.slot = slot;
    }

    public UUID id() {
        return id;
    }

    /** The name it was sent under; untrusted text. */
    public String fileName() {
        return fileName;
    }

    public long byteCount() {
        return byteCount;
    }

    /** The digest of its bytes, hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** What was found in it. */
    public Examined examined() {
        return examined;
    }

    /** What was received; only for a file that can be imported. */
    public Upload upload() {
        return new Upload(id, fileName, byteCount, sha256, Objects.requireNonNull(examined.reading()));
    }

    /** Ends the work on the file, which was sealed or is recorded as waiting for its user. */
    public void keep() {
        slot.close();
    }

    /** Discards the file. Not to be called after it was sealed; may be called again. */
    @Override
    public void close() {
        slot.close();
        discard(uploads, id);
    }

    static void discard(UploadStore uploads, UUID upload) {
        try {
            uploads.discard(upload);
        } catch (RuntimeException e) {
            // the client's response matters more than rows that the next upload or clearing finds
            uploads.discardLater(upload);
            LOG.log(Level.WARNING, "the parts of upload {0} are still in the database: {1}", upload, e.getMessage());
        }
    }
}
