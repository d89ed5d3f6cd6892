package dev.longhaul.shop.productimport.upload;

import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.productimport.file.FileShape;
import dev.longhaul.shop.productimport.file.ProductFile;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Stores files while it examines them, and refuses those that could not be imported. A file is examined with the reader
 * of the import itself, so both count the same records.
 *
 * <p>Safe for any number of threads. A call lasts as long as the upload does.
 */
public final class UploadReception {

    private static final System.Logger LOG = System.getLogger(UploadReception.class.getName());

    private final UploadStore uploads;
    private final DataSize limit;

    /** @param limit the largest file that is accepted */
    public UploadReception(UploadStore uploads, DataSize limit) {
        this.uploads = uploads;
        this.limit = limit;
    }

    /**
     * Reads the file to its end.
     *
     * @param fileName the name the client gave it; only its last part is kept
     * @param declaredLength the length the client has announced, negative when it did not
     * @return the file, unsealed: a caller that does not seal it closes it
     * @throws UploadRefusedException with the sentence for the client; nothing of the file is kept then
     */
    public ReceivedUpload receive(String fileName, InputStream bytes, long declaredLength, String uploadedBy)
            throws UploadRefusedException {
        if (declaredLength > limit.bytes()) {
            throw UploadRefusedException.tooLarge(limit);
        }
        String name = FileNames.lastPart(fileName);
        UUID upload = uploads.begin(name, uploadedBy);
        try {
            StoringInputStream stored = new StoringInputStream(bytes, uploads, upload, limit);
            FileShape shape = ProductFile.examine(stored);
            stored.finish();
            return new ReceivedUpload(uploads, new Upload(upload, name, stored.count(), stored.digest(), shape));
        } catch (UnreadableFileException unreadable) {
            ReceivedUpload.discard(uploads, upload);
            throw UploadRefusedException.of(unreadable);
        } catch (IOException | UncheckedIOException broken) {
            ReceivedUpload.discard(uploads, upload);
            throw refusal(broken);
        } catch (RuntimeException | Error unexpected) {
            ReceivedUpload.discard(uploads, upload);
            throw unexpected;
        }
    }

    private UploadRefusedException refusal(Exception broken) {
        Throwable cause = broken instanceof UncheckedIOException unchecked ? unchecked.getCause() : broken;
        if (cause instanceof StoringInputStream.TooLargeException) {
            return UploadRefusedException.tooLarge(limit);
        }
        LOG.log(Level.INFO, "an upload broke off: {0}", String.valueOf(cause));
        return UploadRefusedException.brokenOff(cause);
    }
}
