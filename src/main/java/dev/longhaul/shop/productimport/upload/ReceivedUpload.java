package dev.longhaul.shop.productimport.upload;

import java.lang.System.Logger.Level;
import java.util.UUID;

/** A file that was received whole and does not belong to a run yet. */
public final class ReceivedUpload implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ReceivedUpload.class.getName());

    private final UploadStore uploads;
    private final Upload upload;

    ReceivedUpload(UploadStore uploads, Upload upload) {
        this.uploads = uploads;
        this.upload = upload;
    }

    /** What was received. */
    public Upload upload() {
        return upload;
    }

    /** Discards the file. Not to be called after it was sealed; may be called again. */
    @Override
    public void close() {
        discard(uploads, upload.id());
    }

    static void discard(UploadStore uploads, UUID upload) {
        try {
            uploads.discard(upload);
        } catch (RuntimeException e) {
            // the client's response matters more than rows that the next clearing finds
            LOG.log(Level.WARNING, "the parts of upload " + upload + " are still in the database", e);
        }
    }
}
