package dev.longhaul.productimport;

import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.UUID;
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
        if (declaredLength > settings.uploadLimit().bytes()) {
            throw tooLarge();
        }
        UUID upload = uploads.begin(FileNames.lastPart(fileName), startedBy);
        try {
            StoringInputStream stored = new StoringInputStream(bytes, uploads, upload, settings.uploadLimit());
            FileShape shape = examiner.examine(stored);
            stored.finish();
            return accept(upload, stored, shape, startedBy);
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

    private RunId accept(UUID upload, StoringInputStream stored, FileShape shape, String startedBy) {
        String digest = stored.digest();
        return transaction.commit(() -> {
            RunId run = runs.enqueue(ImportRequest.RUN_TYPE, new ImportRequest(upload), startedBy, shape.recordCount());
            uploads.seal(upload, stored.count(), digest, shape, run);
            return run;
        });
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
