package dev.longhaul.shop.productimport.upload;

import java.util.UUID;

/** Uploads in each state, for tests of what becomes of them. */
public final class TestUploads {

    private TestUploads() {}

    /** One that has only begun. */
    public static UUID begin(UploadStore uploads, String fileName, String uploadedBy) {
        return uploads.begin(fileName, uploadedBy);
    }

    /** One that has received a single part of this length. */
    public static UUID begin(UploadStore uploads, String fileName, String uploadedBy, int byteCount) {
        UUID upload = uploads.begin(fileName, uploadedBy);
        try {
            uploads.append(upload, 0, new byte[byteCount]);
        } catch (UploadRefusedException refused) {
            throw new IllegalStateException(refused);
        }
        return upload;
    }

    /** Discards one that is not sealed. */
    public static void discard(UploadStore uploads, UUID upload) {
        uploads.discard(upload);
    }
}
