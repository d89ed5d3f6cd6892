package dev.longhaul.shop.productimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Stores files while it looks through them, and refuses those that could not be imported. Safe for any number of
 * threads; a call lasts as long as the upload does.
 */
final class UploadReception {

    private static final System.Logger LOG = System.getLogger(UploadReception.class.getName());

    private final UploadStore uploads;
    private final FileExaminer examiner;
    private final ImportSettings settings;

    UploadReception(UploadStore uploads, FileExaminer examiner, ImportSettings settings) {
        this.uploads = uploads;
        this.examiner = examiner;
        this.settings = settings;
    }

    /**
     * Reads the file to its end.
     *
     * @param declaredLength the length the client has announced, negative when it did not
     * @return the file, unsealed: whoever does not seal it closes it
     * @throws UploadRefusedException with the sentence for the client; nothing of the file is kept then
     */
    ReceivedUpload receive(String fileName, InputStream bytes, long declaredLength, String uploadedBy)
            throws UploadRefusedException {
        if (declaredLength > settings.uploadLimit().bytes()) {
            throw tooLarge();
        }
        String name = FileNames.lastPart(fileName);
        UUID upload = uploads.begin(name, uploadedBy);
        try {
            StoringInputStream stored = new StoringInputStream(bytes, uploads, upload, settings.uploadLimit());
            FileShape shape = examiner.examine(stored);
            stored.finish();
            return new ReceivedUpload(uploads, new Upload(upload, name, stored.count(), stored.digest(), shape));
        } catch (UploadRefusedException refused) {
            ReceivedUpload.discard(uploads, upload);
            throw refused;
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
            return tooLarge();
        }
        LOG.log(Level.INFO, "an upload broke off: {0}", String.valueOf(cause));
        return new UploadRefusedException(
                "broken-off", 400, "The upload broke off before its end; nothing of it was kept. Send it again.");
    }

    private UploadRefusedException tooLarge() {
        return new UploadRefusedException(
                "too-large", 413, "The file is larger than " + settings.uploadLimit() + ", the largest that is taken.");
    }
}
