package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One import as people and programs see it: the run, its file and its numbers at one moment. The newest state this node
 * knows; another node may be a flush interval ahead.
 *
 * @param id the run's id
 * @param fileName the name the file was uploaded under; text of a stranger, escaped wherever it is shown
 * @param fileSizeBytes the file's length
 * @param sha256 the file's digest, hexadecimal
 * @param startedBy the name of the user who uploaded it
 * @param status where the run stands
 * @param phase what it is doing now, a key such as {@code importing}
 * @param processed records decided so far
 * @param total records in the file, null while unknown
 * @param counts the records by outcome
 * @param createdAt when it was accepted
 * @param startedAt when a node first claimed it, null before
 * @param finishedAt when it ended, null before
 * @param updatedAt when anything here last changed
 * @param node the node that works or last worked on it, null before the first claim
 * @param ownerLost whether that node works on it and does not respond
 * @param cancellation who asked it to stop and how far that has come, null if no cancel was requested
 * @param request what it was asked to do
 * @param undo the run that has undone it or undoes it; null if none, or if that was undone in turn
 * @param failure why it failed, one sentence, null unless it did
 * @param version changes whenever anything shown here changes; opaque
 */
public record ImportView(
        RunId id,
        String fileName,
        long fileSizeBytes,
        String sha256,
        String startedBy,
        RunStatus status,
        String phase,
        long processed,
        @Nullable Long total,
        ImportCounts counts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        @Nullable String node,
        boolean ownerLost,
        @Nullable CancelReceipt cancellation,
        ImportRequest request,
        @Nullable RunId undo,
        @Nullable String failure,
        String version) {
    private static final int WHOLE = 100;

    /** Whether a cancel of it takes back what it has changed, which is something. */
    public boolean isUndoneOnCancel() {
        return request.onCancel() == OnCancel.UNDO && counts.created() + counts.updated() > 0;
    }

    /**
     * How much of the file is done, 0 to 100, rounded down. It is 100 if and only if the import has succeeded: any
     * other import is at 99 at most, even one that failed or was cancelled after its last record. Empty while the total
     * is unknown.
     */
    public OptionalInt percent() {
        if (status == RunStatus.SUCCEEDED) {
            return OptionalInt.of(WHOLE);
        }
        if (total == null || total <= 0) {
            return OptionalInt.empty();
        }
        double share = (double) processed / total;
        return OptionalInt.of((int) Math.max(0, Math.min(WHOLE - 1, Math.floor(share * WHOLE))));
    }
}
