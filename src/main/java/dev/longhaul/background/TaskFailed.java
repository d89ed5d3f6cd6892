package dev.longhaul.background;

import java.time.Instant;

/**
 * Event: a task threw. Sent once for each failed task, after it was logged and counted, on the thread that ran it; what an
 * observer throws is logged and dropped there.
 *
 * @param queue name of the queue
 * @param task name the task was enqueued under
 * @param failure what it threw, errors included
 * @param at when it ended
 */
public record TaskFailed(String queue, String task, Throwable failure, Instant at) {}
