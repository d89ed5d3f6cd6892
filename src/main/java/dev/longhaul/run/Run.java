package dev.longhaul.run;

import dev.longhaul.cancellation.CancelReceipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a run at one moment.
 *
 * @param type which handler runs it
 * @param request the handler's request as JSON
 * @param startedBy the person who enqueued it
 * @param node the node that owns it, or owned it last; null before the first claim
 * @param incarnation which start of that node; null before the first claim
 * @param ownerLost whether this node cannot see the node that owns it: that one was killed, is frozen or is cut off
 * @param epoch how often it was claimed; a higher one is a later owner
 * @param finishedAt null until it has ended
 * @param updatedAt when the database last recorded anything about it
 * @param progress the newest known, committed or not
 * @param isProgressReadable false when the recorded progress cannot be read: it was edited by hand, or written by a
 *     later version
 * @param cancelReceipt the first request to stop it and how far that has come; null when there was none. Times are the
 *     database's, except a delivery that the owner has not recorded yet: that one is the owner's
 * @param failure one sentence when it failed
 * @param ownerDeaths how many owners were lost since the last committed chunk; with the third it is parked
 * @param startKey at most one run of the person with this key is owned at a time; null for one that never waits for
 *     another
 * @param chunkCount how many chunks are committed
 * @param heldBy the run that holds this one, or has held it and was removed since; null for none
 */
public record Run(
        RunId id,
        String type,
        String request,
        RunStatus status,
        String startedBy,
        @Nullable String node,
        @Nullable String incarnation,
        boolean ownerLost,
        long epoch,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        RunProgress progress,
        boolean isProgressReadable,
        @Nullable CancelReceipt cancelReceipt,
        @Nullable String failure,
        int ownerDeaths,
        @Nullable String startKey,
        long chunkCount,
        @Nullable RunId heldBy) {

    Run withProgress(RunProgress newer) {
        return with(ownerLost, newer, cancelReceipt);
    }

    Run withOwnerLost() {
        return with(true, progress, cancelReceipt);
    }

    Run withCancelReceipt(CancelReceipt newer) {
        return with(ownerLost, progress, newer);
    }

    private Run with(boolean lost, RunProgress newerProgress, @Nullable CancelReceipt newerReceipt) {
        return new Run(
                id,
                type,
                request,
                status,
                startedBy,
                node,
                incarnation,
                lost,
                epoch,
                createdAt,
                startedAt,
                finishedAt,
                updatedAt,
                newerProgress,
                isProgressReadable,
                newerReceipt,
                failure,
                ownerDeaths,
                startKey,
                chunkCount,
                heldBy);
    }
}
