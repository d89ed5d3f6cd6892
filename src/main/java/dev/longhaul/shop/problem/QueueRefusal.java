package dev.longhaul.shop.problem;

import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * What the API answers when a background queue refuses a task.
 *
 * @param status 429 when the queue is full, 503 when the application is stopping
 * @param retryAfterSeconds the value of the header {@code Retry-After}
 * @param detail one sentence
 */
public record QueueRefusal(int status, int retryAfterSeconds, String detail) {

    private static final int FULL_SECONDS = 5;

    /** About as long as a restart takes. */
    private static final int RESTART_SECONDS = 30;

    /** The queue holds as many tasks as it may. */
    public static QueueRefusal of(QueueFullException full) {
        return new QueueRefusal(
                429,
                FULL_SECONDS,
                "Queue " + full.queue() + " is full: " + full.capacity() + " tasks are waiting. Try again in "
                        + FULL_SECONDS + " s.");
    }

    /** The application is stopping. Another node answers at once, this one after its restart. */
    public static QueueRefusal of(QueueClosedException closed) {
        return new QueueRefusal(
                503,
                RESTART_SECONDS,
                "This server is stopping and takes no new work. Try again in " + RESTART_SECONDS + " s.");
    }

    /** The same refusal in other words. */
    public QueueRefusal withDetail(String sentence) {
        return new QueueRefusal(status, retryAfterSeconds, sentence);
    }

    Response toResponse() {
        return Problem.of(status, detail).toResponse(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
    }
}
