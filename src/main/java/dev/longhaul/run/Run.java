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
 * @param epoch how often it was claimed; a higher one is a later owner
 * @param finishedAt null until it has ended
 * @param updatedAt when the database last recorded anything of it
 * @param progress the newest known, committed or not
 * @param failure one sentence when it failed
 */
public record Run(
        RunId id,
        String type,
        String request,
        RunStatus status,
        String startedBy,
        @Nullable String node,
        long epoch,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        RunProgress progress,
        @Nullable CancelRequest cancelRequest,
        @Nullable String failure) {

    Run withProgress(RunProgress newer) {
        return new Run(
                id,
                type,
                request,
                status,
                startedBy,
                node,
                epoch,
                createdAt,
                startedAt,
                finishedAt,
                updatedAt,
                newer,
                cancelRequest,
                failure);
    }
}
