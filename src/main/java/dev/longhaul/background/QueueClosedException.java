package dev.longhaul.background;

import java.io.Serial;

/** Refuses a task because the application is stopping. It was not accepted; enqueue it again on the next start. */
public class QueueClosedException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String queue;

    QueueClosedException(String queue, String task) {
        super("task " + task + " was refused: queue " + queue + " is closed because the application is stopping");
        this.queue = queue;
    }

    /** Name of the queue that refused. */
    public String queue() {
        return queue;
    }
}
