package dev.longhaul.productimport;

import dev.longhaul.run.Enqueued;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Takes files: each is stored, looked through and either accepted as an import or refused whole. Safe for any number of
 * threads; a call lasts as long as the upload does and holds about two mebibytes.
 */
public final class ImportIntake {

    private static final System.Logger LOG = System.getLogger(ImportIntake.class.getName());

    private final UploadStore uploads;
    private final Runs runs;
    private final FileExaminer examiner;
    private final OneTransaction transaction;
    private final ImportSettings settings;

    /** Runs work in one JTA transaction that commits when the work returns, and in which nothing else takes part. */
    @FunctionalInterface
    interface OneTransaction {
        RunId commit(Supplier<RunId> work);
    }

    ImportIntake(
            UploadStore uploads,
            Runs runs,
            FileExaminer examiner,
            OneTransaction transaction,
            ImportSettings settings) {
        this.uploads = uploads;
        this.runs = runs;
        this.examiner = examiner;
        this.transaction = transaction;
        this.settings = settings;
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
     * As {@link #accept(String, InputStream, long, String)}, with the keys of the start. A file that was accepted before with
     * the same idempotency key is not imported again: the import of that time is answered.
     *
     * @throws dev.longhaul.run.RunActiveException when the start policy refuses; nothing of the file is kept
     */
    public RunId accept(String fileName, InputStream bytes, long declaredLength, ImportStart start)
            throws UploadRefusedException {
        if (declaredLength > settings.uploadLimit().bytes()) {
            throw tooLarge();
        }
        UUID upload = uploads.begin(FileNames.lastPart(fileName), start.startedBy());
        try {
            StoringInputStream stored = new StoringInputStream(bytes, uploads, upload, settings.uploadLimit());
            FileShape shape = examiner.examine(stored);
            stored.finish();
            return accept(upload, stored, shape, start);
        } catch (UploadRefusedException refused) {
            discard(upload);
            throw refused;
        } catch (IOException | UncheckedIOException broken) {
            discard(upload);
            throw refusal(broken);
        } catch (RuntimeException | Error unexpected) {
            discard(upload);
            throw unexpected;
        }
    }

    private RunId accept(UUID upload, StoringInputStream stored, FileShape shape, ImportStart start)
            throws UploadRefusedException {
        String digest = stored.digest();
        AtomicBoolean isNew = new AtomicBoolean();
        RunId run = transaction.commit(() -> {
            Enqueued enqueued = runs.enqueue(start.run(new ImportRequest(upload), shape.recordCount()));
            isNew.set(enqueued.isNew());
            if (enqueued.isNew()) {
                uploads.seal(upload, stored.count(), digest, shape, enqueued.id());
            }
            return enqueued.id();
        });
        if (!isNew.get()) {
            requireSameFile(run, digest);
            discard(upload);
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

    private void discard(UUID upload) {
        try {
            uploads.discard(upload);
        } catch (RuntimeException e) {
            // the refusal itself matters more to the client than the rows that a clean-up will find
            LOG.log(Level.WARNING, "the parts of refused upload " + upload + " are still in the database", e);
        }
    }
}
