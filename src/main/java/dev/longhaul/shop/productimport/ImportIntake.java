package dev.longhaul.shop.productimport;

import dev.longhaul.run.Enqueued;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.productimport.upload.ReceivedUpload;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadStore;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Accepts files: each is stored, examined and either becomes an import or is refused as a whole. Safe for any number of
 * threads. A call lasts as long as the upload does and holds about two mebibytes.
 */
public final class ImportIntake {

    private final UploadStore uploads;
    private final Runs runs;
    private final UploadReception reception;
    private final OneTransaction transaction;
    private final AuditTrail audit;

    /** Runs work in one JTA transaction of its own, which commits when the work returns. */
    @FunctionalInterface
    interface OneTransaction {
        RunId commit(Supplier<RunId> work);
    }

    ImportIntake(
            UploadStore uploads, Runs runs, UploadReception reception, OneTransaction transaction, AuditTrail audit) {
        this.uploads = uploads;
        this.runs = runs;
        this.reception = reception;
        this.transaction = transaction;
        this.audit = audit;
    }

    /**
     * Reads the file to its end and starts its import. When this returns, the import is recorded and will run, whatever
     * happens to this server; when it throws, nothing of the file is kept.
     *
     * @param fileName the name it came under; only its last part is kept
     * @param declaredLength the length the client has announced, negative when it did not
     * @param startedBy the signed-in user
     * @throws UploadRefusedException with the sentence for the client
     */
    public RunId accept(String fileName, InputStream bytes, long declaredLength, String startedBy)
            throws UploadRefusedException {
        return accept(fileName, bytes, declaredLength, ImportStart.by(startedBy));
    }

    /**
     * Does the same as {@link #accept(String, InputStream, long, String)} under the keys of the start. A file that was
     * accepted before with the same idempotency key is not imported again: the earlier import is returned.
     *
     * @throws dev.longhaul.run.RunActiveException when the start policy refuses; nothing of the file is kept
     */
    public RunId accept(String fileName, InputStream bytes, long declaredLength, ImportStart start)
            throws UploadRefusedException {
        ReceivedUpload received = reception.receive(fileName, bytes, declaredLength, start.startedBy());
        try {
            return accept(received, start);
        } catch (UploadRefusedException refused) {
            received.close();
            throw refused;
        } catch (RuntimeException | Error unexpected) {
            received.close();
            throw unexpected;
        }
    }

    private RunId accept(ReceivedUpload received, ImportStart start) throws UploadRefusedException {
        Upload file = received.upload();
        start.requireChecked(file.sha256());
        AtomicBoolean isNew = new AtomicBoolean();
        RunId run = transaction.commit(() -> {
            Enqueued enqueued = runs.enqueue(
                    start.run(new ImportRequest(file.id()), file.shape().recordCount()));
            isNew.set(enqueued.isNew());
            if (enqueued.isNew()) {
                uploads.seal(file, enqueued.id());
                audit.record(AuditLine.of(AuditAction.IMPORT_STARTED, start.startedBy())
                        .on(enqueued.id().toString())
                        .saying(file.fileName()));
            }
            return enqueued.id();
        });
        if (!isNew.get()) {
            requireSameFile(run, file.sha256());
            received.close();
        }
        return run;
    }

    private void requireSameFile(RunId earlier, String digest) throws UploadRefusedException {
        Upload first = uploads.ofRuns(List.of(earlier)).get(earlier);
        if (first == null || !first.sha256().equals(digest)) {
            throw UploadRefusedException.unreadable(
                    "key-reused",
                    "Another file was sent with the same idempotency key before; send this one with a new key.");
        }
    }
}
