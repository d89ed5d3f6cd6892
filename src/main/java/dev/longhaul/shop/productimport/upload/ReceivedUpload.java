package dev.longhaul.shop.productimport.upload;

import java.lang.System.Logger.Level;
import java.util.UUID;

/** A file that was received whole and does not belong to a run yet. */
public final class ReceivedUpload implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ReceivedUpload.class.getName());

    private final UploadStore uploads;
    private final Upload upload;
    private final UploadSlots.Slot slot;

    /** @param slot closed with this, or when the file is kept */
    ReceivedUpload(UploadStore uploads, Upload upload, UploadSlots.Slot slot) {
        this.uploads = uploads;
        this.upload = upload;
        this.slot = slot;
    }

    /** What was received. */
    public Upload upload() {
        return upload;
    }

    /** Ends the work on the file, which was sealed. */
    public void keep() {
        slot.close();
    }

    /** Discards the file. Not to be called after it was sealed; may be called again. */
    @Override
    public void close() {
        slot.close();
        discard(uploads, upload.id());
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
