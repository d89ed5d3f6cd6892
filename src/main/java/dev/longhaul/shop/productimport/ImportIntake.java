package dev.longhaul.shop.productimport;

import dev.longhaul.run.Enqueued;
import dev.longhaul.run.RunActiveException;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.productimport.FollowedPlan.PlanGoneException;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.upload.ReceivedUpload;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.shop.reading.FileReading;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts files: each is stored, examined and either becomes an import or is refused as a whole. Safe for any number of
 * threads. A call lasts as long as the upload does and holds about two mebibytes.
 */
public final class ImportIntake {

    private static final System.Logger LOG = System.getLogger(ImportIntake.class.getName());

    private final UploadStore uploads;
    private final PlanStore plans;
    private final RetryTable retries;
    private final Runs runs;
    private final UploadReception reception;
    private final int mostWaiting;
    private final OneTransaction transaction;
    private final AuditTrail audit;

    /** Runs work in one JTA transaction of its own, which commits when the work returns. */
    @FunctionalInterface
    interface OneTransaction {
        /**
         * Commits what the work did.
         *
         * @throws CommitFailedException when it could not be committed
         */
        Enqueued commit(Supplier<Enqueued> work);
    }

    /** The container could not commit, and may not say why. */
    static final class CommitFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CommitFailedException(Exception cause) {
            super("the upload could not be sealed: " + cause.getMessage(), cause);
        }
    }

    /** @param mostWaiting how many imports of one user may wait for their start; those at once may exceed it */
    ImportIntake(
            ImportRecords records,
            Runs runs,
            UploadReception reception,
            int mostWaiting,
            OneTransaction transaction,
            AuditTrail audit) {
        this.uploads = records.uploads();
        this.plans = records.plans();
        this.retries = records.retries();
        this.runs = runs;
        this.reception = reception;
        this.mostWaiting = mostWaiting;
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
        requireFewWaiting(start.startedBy());
        return accept(
                reception.receive(fileName, bytes, declaredLength, start.startedBy(), start.choices()), start, null);
    }

    /**
     * The import whose rejects are retried.
     *
     * @param reading how its file is read
     */
    record Retried(RunId id, FileReading reading) {}

    /** Does the same for a file of rejects of an earlier import. */
    RunId retry(String fileName, InputStream bytes, long declaredLength, ImportStart start, Retried first)
            throws UploadRefusedException {
        requireFewWaiting(start.startedBy());
        return accept(
                reception.receiveRejects(fileName, bytes, declaredLength, start.startedBy(), first.reading()),
                start,
                first.id());
    }

    private RunId accept(ReceivedUpload received, ImportStart start, @Nullable RunId retryOf)
            throws UploadRefusedException {
        try {
            return enqueued(received, start, retryOf);
        } catch (UploadRefusedException | RunActiveException refused) {
            received.close();
            throw refused;
        } catch (RuntimeException unexpected) {
            received.close();
            throw orRefusal(unexpected);
        } catch (Error unexpected) {
            received.close();
            throw unexpected;
        }
    }

    private void requireFewWaiting(String user) throws UploadRefusedException {
        try {
            if (runs.countWaiting(ImportRequest.RUN_TYPE, user) >= mostWaiting) {
                throw UploadRefusedException.tooManyWaiting(mostWaiting);
            }
        } catch (RuntimeException unexpected) {
            throw orRefusal(unexpected);
        }
    }

    /** Answers the exception itself when it has nothing to do with the database. */
    private RuntimeException orRefusal(RuntimeException unexpected) throws UploadRefusedException {
        Optional<UploadRefusedException> refusal = uploads.refusalOf(unexpected)
                .or(() -> unexpected instanceof CommitFailedException ? uploads.refusalNow() : Optional.empty());
        if (refusal.isPresent()) {
            LOG.log(Level.WARNING, "an import could not be recorded: {0}", unexpected.getMessage());
            throw refusal.get();
        }
        return unexpected;
    }

    private RunId enqueued(ReceivedUpload received, ImportStart start, @Nullable RunId retryOf)
            throws UploadRefusedException {
        Upload file = received.upload();
        Enqueued enqueued = enqueue(file, start, retryOf);
        if (enqueued.isNew()) {
            received.keep();
        } else {
            requireSameFile(enqueued.id(), file.sha256());
            received.close();
        }
        return enqueued.id();
    }

    /**
     * Starts the import of a file that its user has uploaded before. Starting it twice gives the same import, and so
     * does another upload of the same file under the same idempotency key; that one is discarded.
     *
     * @throws UploadRefusedException with the sentence for the client; the file stays staged then
     */
    public RunId start(StagedFile staged, ImportStart start) throws UploadRefusedException {
        requireFewWaiting(start.startedBy());
        Upload file = staged.upload();
        Enqueued enqueued;
        try {
            enqueued = enqueue(
                    file,
                    start.idempotencyKey() == null ? start.withIdempotencyKey("staged-" + file.id()) : start,
                    null);
        } catch (RunActiveException refused) {
            throw refused;
        } catch (RuntimeException unexpected) {
            throw orRefusal(unexpected);
        }
        if (!enqueued.isNew()) {
            requireSameFile(enqueued.id(), file.sha256());
            // does nothing to the file that the import has
            uploads.discard(file.id());
        }
        return enqueued.id();
    }

    /** One transaction: the run, its file, and the line of the audit trail. */
    private Enqueued enqueue(Upload file, ImportStart start, @Nullable RunId retryOf) throws UploadRefusedException {
        start.requireChecked(file.sha256());
        start.requireSafeKeys(file.reading().unsafeKeys());
        FollowedPlan plan = new FollowedPlan(plans, start, file);
        plan.requirePossible();
        try {
            return enqueue(file, start, plan, retryOf);
        } catch (PlanGoneException gone) {
            throw FollowedPlan.gone();
        }
    }

    private Enqueued enqueue(Upload file, ImportStart start, FollowedPlan plan, @Nullable RunId retryOf) {
        return transaction.commit(() -> {
            Enqueued enqueued = runs.enqueue(start.run(file));
            if (enqueued.isNew()) {
                uploads.seal(file, enqueued.id());
                plan.take();
                audit.record(AuditLine.of(AuditAction.IMPORT_STARTED, start.startedBy())
                        .on(enqueued.id().toString())
                        .saying(file.fileName()));
                if (retryOf != null) {
                    retries.insert(enqueued.id(), retryOf, start.startedBy(), start.idempotencyKey());
                    audit.record(AuditLine.of(AuditAction.REJECTS_RETRIED, start.startedBy())
                            .on(retryOf.toString()));
                }
            }
            return enqueued;
        });
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
