package dev.longhaul.run;

import org.jspecify.annotations.Nullable;

/**
 * Event: a run has ended, which is recorded and committed. Sent once for each end, on the node that recorded it and on
 * the thread that did, so observers must be quick and must not fail; a resumed run ends again, with another epoch
 * unless it is cancelled before its start. A process that dies between the commit and the event sends none.
 *
 * @param status how it ended: SUCCEEDED, FAILED or CANCELLED
 * @param startedBy the person who enqueued it
 * @param epoch how often it was claimed; 0 when it was cancelled before it ever began
 * @param progress what was committed
 * @param failure one sentence when it failed
 */
public record RunEnded(
        RunId id,
        String type,
        RunStatus status,
        String startedBy,
        long epoch,
        RunProgress progress,
        @Nullable String failure) {}
