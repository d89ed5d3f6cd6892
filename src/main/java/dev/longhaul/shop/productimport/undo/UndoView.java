package dev.longhaul.shop.productimport.undo;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.run.Run;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.catalog.undo.UndoStore.UndoRun;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One undo as people and programs see it, at one moment.
 *
 * @param id the run's id
 * @param undone the run that it undoes
 * @param importRun the import
 * @param redo whether it undoes an undo, so that the products are as the import left them
 * @param startedBy who asked for it
 * @param status where the run stands
 * @param processed products decided so far
 * @param total products that the undone run had changed, null while unknown
 * @param counts the products by bucket
 * @param startedAt when a node first claimed it, null before
 * @param finishedAt when it ended, null before
 * @param node the node that works or last worked on it, null before the first claim
 * @param ownerLost whether that node works on it and does not respond
 * @param cancellation who asked it to stop and how far that has come, null if no cancel was requested
 * @param failure why it failed, one sentence, null unless it did
 * @param version changes whenever anything shown here changes; opaque
 */
public record UndoView(
        RunId id,
        RunId undone,
        RunId importRun,
        boolean redo,
        String startedBy,
        RunStatus status,
        long processed,
        @Nullable Long total,
        UndoCounts counts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        @Nullable String node,
        boolean ownerLost,
        @Nullable CancelReceipt cancellation,
        @Nullable String failure,
        String version) {

    private static final int WHOLE = 100;

    static UndoView of(Run run, UndoRun undo) {
        CancelReceipt cancel = run.cancelReceipt();
        return new UndoView(
                run.id(),
                new RunId(undo.undone()),
                new RunId(undo.first()),
                undo.isRedo(),
                run.startedBy(),
                run.status(),
                run.progress().processed(),
                run.progress().total(),
                UndoCounts.of(run.progress()),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt(),
                run.updatedAt(),
                run.node(),
                run.ownerLost(),
                cancel,
                run.failure(),
                String.join(
                        "-",
                        Long.toString(run.epoch()),
                        run.status().name(),
                        Long.toString(run.progress().processed()),
                        Long.toString(run.updatedAt().toEpochMilli()),
                        cancel == null ? "" : cancel.stage().name(),
                        run.ownerLost() ? "lost" : ""));
    }

    /** How much is done, 0 to 100, rounded down; 100 if and only if the undo has succeeded. Empty while unknown. */
    public OptionalInt percent() {
        if (status == RunStatus.SUCCEEDED) {
            return OptionalInt.of(WHOLE);
        }
        if (total == null || total <= 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.min(WHOLE - 1L, processed * WHOLE / total));
    }
}
