package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.run.CancelAnswer;
import dev.longhaul.run.ForceAnswer;
import dev.longhaul.run.ResumeAnswer;
import dev.longhaul.run.Run;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunTransition;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.shop.reading.FileReading;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every import as people and programs see it, on any node. The interventions do not ask who may intervene: that is
 * {@link ImportAccess}, asked by the caller. Safe for any number of threads.
 */
public final class Imports {

    private final RecordedRequests requests = new RecordedRequests();
    private final Runs runs;
    private final UploadStore uploads;
    private final LeftRejects left;
    private final RetryTable retries;
    private final WarningStore warnings;
    private final AuditTrail audit;
    private final CatalogSettings catalogSettings;

    /** A file of rejected records that may be handed out: the request is recorded. */
    @FunctionalInterface
    public interface RejectsFile {
        /** Writes the file. The stream is flushed and closed. */
        void writeTo(OutputStream output) throws IOException;
    }

    Imports(Runs runs, ImportRecords records, AuditTrail audit, CatalogSettings catalogSettings) {
        this.runs = runs;
        this.uploads = records.uploads();
        this.left = records.left();
        this.retries = records.retries();
        this.warnings = records.warnings();
        this.audit = audit;
        this.catalogSettings = catalogSettings;
    }

    /** The import as it is now, for any user. */
    public Optional<ImportView> find(RunId id) {
        return runs.find(id)
                .filter(run -> run.type().equals(ImportRequest.RUN_TYPE))
                .flatMap(run ->
                        Optional.ofNullable(uploads.ofRuns(List.of(id)).get(id)).map(upload -> view(run, upload)));
    }

    /** The import as it is now, if the user may see it. */
    public Optional<ImportView> findVisible(RunId id, ImportAccess access) {
        return find(id).filter(access::sees);
    }

    /**
     * The newest import of exactly this file that the user may see; empty if there is none, or its file was removed.
     *
     * @param sha256 hexadecimal, lower case
     */
    public Optional<ImportView> findEarlier(String sha256, ImportAccess access) {
        return uploads.runsOf(sha256).stream()
                .flatMap(run -> findVisible(run, access).stream())
                .findFirst();
    }

    /** How a file would be read, as people see it. */
    public ReadFile describe(FileReading reading) {
        return ReadFile.of(reading, catalogSettings.currency());
    }

    /**
     * The imports that the user may see, newest first.
     *
     * @param limit at most this many
     */
    public List<ImportView> listVisible(int limit, ImportAccess access) {
        return list(limit, access.listedOwner());
    }

    List<ImportView> list(int limit, @Nullable String startedBy) {
        List<Run> found = runs.list(ImportRequest.RUN_TYPE, startedBy, limit);
        Map<RunId, Upload> files = uploads.ofRuns(found.stream().map(Run::id).toList());
        return found.stream()
                .flatMap(run -> Optional.ofNullable(files.get(run.id())).map(file -> view(run, file)).stream())
                .toList();
    }

    /** The rejected records that no retry has imported, in the order of the file, from behind one's number. */
    public List<Reject> rejects(RunId id, long after, int limit) {
        return left.page(left(id), after, limit).stream()
                .map(RejectedRecord::reject)
                .toList();
    }

    private LeftRejects.Selection left(RunId id) {
        return left.selection(id, null, run -> runs.holder(run).isPresent());
    }

    /** What looks wrong in the imported records, the most frequent first. */
    public List<Warning> warnings(RunId id) {
        return warnings.list(id);
    }

    /** How the import's file is read; empty when the file is no longer stored. */
    public Optional<ReadFile> reading(RunId id) {
        return Optional.ofNullable(uploads.ofRuns(List.of(id)).get(id))
                .map(upload -> ReadFile.of(upload.reading(), catalogSettings.currency()));
    }

    /**
     * Records who downloads the rejected records that are left, and returns them as CSV in UTF-8: the columns of the
     * original file, then those of {@link RejectsCsv}. Text that a spreadsheet would run as a formula is guarded; an
     * import removes the guard. The stream is flushed and closed.
     *
     * @param language of the messages
     */
    public RejectsFile downloadRejects(RunId id, String reader, Locale language) {
        audit.record(AuditLine.of(AuditAction.REJECTS_DOWNLOADED, reader).on(id.toString()));
        return output -> writeRejectsCsv(id, output, language);
    }

    private void writeRejectsCsv(RunId id, OutputStream output, Locale language) throws IOException {
        Upload upload = uploads.ofRuns(List.of(id)).get(id);
        boolean ofRetry = retries.firstOf(id).isPresent();
        try (RejectsCsv csv = new RejectsCsv(
                output, upload == null ? List.of() : upload.reading().header(), language, ofRetry)) {
            left.forEach(left(id), csv::write);
        }
    }

    /**
     * Asks the import to stop, which it does between two records or within a statement of the database. The request is
     * recorded when this returns, and no record is committed after that.
     *
     * @see Runs#cancel
     */
    public CancelAnswer cancel(RunId id, String actor, String text) {
        CancelAnswer answer = runs.cancel(id, actor, text);
        record(answer == CancelAnswer.ACCEPTED, AuditAction.IMPORT_CANCELLED, id, actor);
        return answer;
    }

    /**
     * Lets the import continue with the record after the last committed one.
     *
     * @see Runs#resume
     */
    public ResumeAnswer resume(RunId id, String actor) {
        ResumeAnswer answer = runs.resume(id, actor);
        record(answer == ResumeAnswer.RESUMED, AuditAction.IMPORT_RESUMED, id, actor);
        return answer;
    }

    /**
     * Ends an import that does not answer its cancel.
     *
     * @see Runs#force
     */
    public ForceAnswer force(RunId id, String actor) {
        ForceAnswer answer = runs.force(id, actor);
        record(answer == ForceAnswer.FORCED, AuditAction.IMPORT_FORCED, id, actor);
        return answer;
    }

    /** Every change of the import's status, oldest first. */
    public List<RunTransition> history(RunId id) {
        return runs.history(id);
    }

    private void record(boolean happened, AuditAction action, RunId id, String actor) {
        if (happened) {
            audit.record(AuditLine.of(action, actor).on(id.toString()));
        }
    }

    private ImportView view(Run run, Upload upload) {
        CancelReceipt cancellation = run.cancelReceipt();
        return new ImportView(
                run.id(),
                upload.fileName(),
                upload.byteCount(),
                upload.sha256(),
                run.startedBy(),
                run.status(),
                run.progress().phase(),
                run.progress().processed(),
                run.progress().total(),
                ImportCounts.of(run.progress()),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt(),
                run.updatedAt(),
                run.node(),
                run.ownerLost(),
                cancellation,
                requests.of(run, upload),
                run.heldBy(),
                run.failure(),
                version(run, cancellation));
    }

    private static String version(Run run, @Nullable CancelReceipt cancel) {
        return String.join(
                "-",
                Long.toString(run.epoch()),
                run.status().name(),
                run.progress().phase(),
                Long.toString(run.progress().processed()),
                Long.toString(run.updatedAt().toEpochMilli()),
                cancel == null ? "" : cancel.stage().name(),
                run.ownerLost() ? "lost" : "",
                run.heldBy() == null ? "" : "held");
    }
}
