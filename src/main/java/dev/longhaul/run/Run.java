package dev.longhaul.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run at one moment.
 *
 * @param type which handler runs it
 * @param request the handler's request as JSON
 * @param startedBy the person who enqueued it
 * @param node the node that owns it, or owned it last; null before the first claim
 * @param incarnation which start of that node; null before the first claim
 * @param ownerLost whether a node owns it that this node cannot see: it was killed, is frozen or cut off
 * @param epoch how often it was claimed; a higher one is a later owner
 * @param finishedAt null until it has ended
 * @param updatedAt when the database last recorded anything of it
 * @param progress the newest known, committed or not
 * @param failure one sentence when it failed
 * @param ownerDeaths how many owners were lost since the last committed chunk; with the third it is parked
 * @param startKey at most one run with this key is owned at a time; null for one that never waits for another
 * @param chunkCount how many chunks are committed
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
        @Nullable CancelRequest cancelRequest,
        @Nullable String failure,
        int ownerDeaths,
        @Nullable String startKey,
        long chunkCount) {

    Run withProgress(RunProgress newer) {
        return with(ownerLost, newer, cancelRequest);
    }

    Run withOwnerLost() {
        return with(true, progress, cancelRequest);
    }

    Run withCancelRequest(CancelRequest newer) {
        return with(ownerLost, progress, newer);
    }

    private Run with(boolean lost, RunProgress newerProgress, @Nullable CancelRequest newerRequest) {
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
                newerRequest,
                failure,
                ownerDeaths,
                startKey,
                chunkCount);
    }
}
