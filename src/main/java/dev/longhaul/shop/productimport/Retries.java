package dev.longhaul.shop.productimport;

import dev.longhaul.run.Run;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.productimport.LeftRejects.Selection;
import dev.longhaul.shop.productimport.RetryRefusedException.Refusal;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Imports the rejects of an import again, changed or as they are, until none is left. A retry is an import of a file of
 * rejects that is read as the first file was. Nothing here asks who may do so: that is for the caller. Safe for any
 * number of threads.
 */
public final class Retries {

    private static final int PAGE = 500;

    /** Parts of such a record were never read, so without a change it would be imported in part. */
    static final Set<String> INCOMPLETE = Set.of(
            "record-too-long", "json-list-too-long", "json-duplicate-name", "json-not-object", "json-unreadable");

    private final Runs runs;
    private final ImportRecords records;
    private final ImportIntake intake;
    private final Imports imports;

    Retries(Runs runs, ImportRecords records, ImportIntake intake, Imports imports) {
        this.runs = runs;
        this.records = records;
        this.intake = intake;
        this.imports = imports;
    }

    /**
     * Retries what is left of an import as it is, such as after the catalogue has changed. Records of which a part was
     * never read stay left.
     *
     * @param code only those with this reason; null for all
     * @param idempotencyKey names this retry of the user: asking with it again gives the same retry; null for none
     */
    public RunId retryAll(RunId first, @Nullable String code, String actor, @Nullable String idempotencyKey)
            throws RetryRefusedException, UploadRefusedException {
        Selection left = selection(first, code);
        return start(first, actor, idempotencyKey, after -> complete(left, after));
    }

    private static boolean isComplete(RejectedRecord record) {
        return !INCOMPLETE.contains(record.reject().fault().code());
    }

    private List<RejectedRecord> complete(Selection left, long after) {
        List<RejectedRecord> page = records.left().page(left, after, PAGE);
        while (!page.isEmpty() && page.stream().noneMatch(Retries::isComplete)) {
            page = records.left().page(left, page.get(page.size() - 1).reject().record(), PAGE);
        }
        return page.stream().filter(Retries::isComplete).toList();
    }

    /**
     * Retries some of the records that are left.
     *
     * @param changes by record number, what its cells are now, by position; a cell that is not mentioned stays
     * @param idempotencyKey as for {@link #retryAll}
     */
    public RunId retry(
            RunId first, Map<Long, Map<Integer, String>> changes, String actor, @Nullable String idempotencyKey)
            throws RetryRefusedException, UploadRefusedException {
        int columnCount = columns(first).size();
        List<RejectedRecord> changed = new ArrayList<>();
        for (RejectedRecord left : records.left().of(selection(first, null), changes.keySet())) {
            RejectedRecord record = left.with(changes.getOrDefault(left.reject().record(), Map.of()), columnCount);
            if (isComplete(left) || !record.equals(left)) {
                changed.add(record);
            }
        }
        return start(first, actor, idempotencyKey, after -> after == 0 ? changed : List.of());
    }

    private RunId start(
            RunId first, String actor, @Nullable String idempotencyKey, LongFunction<List<RejectedRecord>> pages)
            throws RetryRefusedException, UploadRefusedException {
        Optional<RunId> earlier = earlier(first, actor, idempotencyKey);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Upload file = require(first);
        if (pages.apply(0).isEmpty()) {
            throw new RetryRefusedException(Refusal.NOTHING_LEFT);
        }
        try (InputStream bytes = new RejectsInput(file.reading().header(), pages)) {
            return retry(file, first, "rejects-" + file.fileName(), bytes, -1, actor, idempotencyKey);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Retries the records of a file of rejects of this import that was changed.
     *
     * @param declaredLength the length the client has announced, negative when it did not
     * @param idempotencyKey as for {@link #retryAll}
     * @throws UploadRefusedException if it is not such a file, or refused as any other
     */
    public RunId retryFile(
            RunId first,
            String fileName,
            InputStream bytes,
            long declaredLength,
            String actor,
            @Nullable String idempotencyKey)
            throws RetryRefusedException, UploadRefusedException {
        Optional<RunId> earlier = earlier(first, actor, idempotencyKey);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        return retry(require(first), first, fileName, bytes, declaredLength, actor, idempotencyKey);
    }

    private RunId retry(
            Upload file,
            RunId first,
            String fileName,
            InputStream bytes,
            long declaredLength,
            String actor,
            @Nullable String idempotencyKey)
            throws UploadRefusedException {
        return intake.retry(
                fileName,
                bytes,
                declaredLength,
                ImportStart.by(actor).withIdempotencyKey(idempotencyKey).withOptions(optionsOf(first)),
                new ImportIntake.Retried(first, file.reading()));
    }

    /** The records may do what those of the first import might. */
    private ImportOptions optionsOf(RunId first) {
        ImportOptions none = ImportOptions.DEFAULT;
        return imports.find(first)
                .map(view ->
                        new ImportOptions(none.rejectLimit(), view.request().mode(), none.onCancel(), none.plan()))
                .orElse(none);
    }

    private Optional<RunId> earlier(RunId first, String actor, @Nullable String key) {
        return key == null ? Optional.empty() : records.retries().find(first, actor, key);
    }

    private Upload require(RunId first) throws RetryRefusedException {
        Run run = runs.find(first).orElseThrow();
        if (records.retries().firstOf(first).isPresent()) {
            throw new RetryRefusedException(Refusal.RETRY);
        }
        if (!run.status().isEnded()) {
            throw new RetryRefusedException(Refusal.NOT_ENDED);
        }
        if (runs.holder(first).isPresent()) {
            throw new RetryRefusedException(Refusal.UNDONE);
        }
        return Objects.requireNonNull(records.uploads().ofRuns(List.of(first)).get(first));
    }

    /** Whether the rejects of this import can be retried now, if there are any. */
    public boolean isOpen(RunId id) {
        try {
            require(id);
            return true;
        } catch (RetryRefusedException refused) {
            return false;
        }
    }

    /** How many rejects of an import are left. */
    public long left(RunId id) {
        return records.left().count(selection(id, null));
    }

    /** What is left by reason, the most frequent first. */
    public List<RejectGroup> groups(RunId id) {
        return records.left().groups(selection(id, null));
    }

    /**
     * What is left, in the order of the file, each record with its cells.
     *
     * @param code only those with this reason; null for all
     * @param after the record number that the first one follows
     */
    public List<RejectedRecord> page(RunId id, @Nullable String code, long after, int most) {
        return records.left().page(selection(id, code), after, most);
    }

    /** The import whose rejects this one retries; empty for any other. */
    public Optional<RunId> firstOf(RunId id) {
        return records.retries().firstOf(id);
    }

    /** The retries of an import that the user may see, oldest first. */
    public List<ImportView> of(RunId id, ImportAccess access) {
        return records.retries().of(id).stream()
                .flatMap(retry -> imports.findVisible(retry, access).stream())
                .sorted(Comparator.comparing(ImportView::createdAt))
                .toList();
    }

    /** The columns of the import's file that a retry may change. */
    public List<String> columns(RunId id) {
        Upload file =
                Objects.requireNonNull(records.uploads().ofRuns(List.of(id)).get(id));
        List<String> header = file.reading().header();
        return header.subList(0, RejectColumns.columnsBefore(header));
    }

    private Selection selection(RunId first, @Nullable String code) {
        return records.left().selection(first, code, run -> runs.holder(run).isPresent());
    }
}
