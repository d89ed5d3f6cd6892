package dev.longhaul.background;

import java.io.Serial;

/** Refuses a task because as many are waiting as the queue may hold. It was not accepted; try again later. */
public class QueueFullException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String queue;
    private final int capacity;

    QueueFullException(String queue, String task, int capacity) {
        super("task " + task + " was refused: queue " + queue + " is full, " + capacity
                + " tasks are waiting (setting `longhaul.queue." + queue + ".capacity`)");
        this.queue = queue;
        this.capacity = capacity;
    }

    /** Name of the queue that refused. */
    public String queue() {
        return queue;
    }

    /** How many tasks may wait in it. */
    public int capacity() {
        return capacity;
    }
}
