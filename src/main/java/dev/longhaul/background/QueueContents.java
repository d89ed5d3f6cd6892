package dev.longhaul.background;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one queue holds: the tasks that wait, those that run, and how many of its places are taken. A place is taken by a
 * worker from before it is handed to the executor until it ends, and by a stage until it is complete.
 *
 * <p>Everything is under one lock, and nothing of others is called under it.
 */
final class QueueContents {

    private final String name;
    private final QueueSettings settings;
    private final Deque<TaskHandle> waiting = new ArrayDeque<>();
    private final Set<TaskHandle> running = new LinkedHashSet<>();
    private int placesTaken;
    private boolean closed;

    QueueContents(String name, QueueSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** Appends the task. True when a place was free, which the caller has now taken and must give to a worker. */
    synchronized boolean add(TaskHandle task) {
        if (closed) {
            throw new QueueClosedException(name, task.name());
        }
        if (waiting.size() >= settings.capacity()) {
            throw new QueueFullException(name, task.name(), settings.capacity());
        }
        waiting.addLast(task);
        return takePlace();
    }

    /** Takes a free place for each task that waits; as many workers must be started. */
    synchronized int takePlacesForWaiting() {
        int taken = 0;
        while (!closed && taken < waiting.size() && takePlace()) {
            taken++;
        }
        return taken;
    }

    private boolean takePlace() {
        if (placesTaken >= settings.concurrency()) {
            return false;
        }
        placesTaken++;
        return true;
    }

    synchronized void freePlace() {
        placesTaken--;
    }

    /**
     * The next task to run; null when there is none, and then the caller's place is free again. One step: a task added in
     * between would find neither a free place nor a worker that takes it.
     */
    synchronized @Nullable TaskHandle takeOrFreePlace() {
        TaskHandle next = closed ? null : waiting.pollFirst();
        if (next == null) {
            placesTaken--;
        } else {
            running.add(next);
        }
        return next;
    }

    synchronized void leave(TaskHandle task) {
        running.remove(task);
        notifyAll();
    }

    synchronized void forget(TaskHandle task) {
        waiting.remove(task);
    }

    synchronized int depth() {
        return waiting.size();
    }

    synchronized void close() {
        closed = true;
    }

    synchronized List<TaskHandle> takeWaiting() {
        List<TaskHandle> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    synchronized List<TaskHandle> running() {
        return List.copyOf(running);
    }

    /** Waits until nothing runs; an interrupt ends the wait and is kept. True when nothing runs any more. */
    synchronized boolean awaitRunning(Duration longest) {
        long left = longest.toNanos();
        long deadline = System.nanoTime() + left;
        try {
            while (!running.isEmpty() && left > 0) {
                // rounded up: a rest below a millisecond would be a wait without end
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return running.isEmpty();
    }
}
