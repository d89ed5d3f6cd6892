package dev.longhaul.background;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event: a task threw. Sent once for each failed task, after it was logged and counted, on the thread that ran it; what
 * an observer throws is logged and dropped there.
 *
 * @param queue name of the queue
 * @param task name the task was enqueued under
 * @param enqueuedBy who was signed in when it was enqueued; null when nobody was
 * @param failure what it threw, errors included
 * @param at when it ended
 */
public record TaskFailed(
        String queue, String task, @Nullable String enqueuedBy, Throwable failure, Instant at) {}
