package dev.longhaul.background;

import dev.longhaul.lifecycle.BoundedWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one queue holds: the tasks that wait, those that run, and how many of its places are taken. A place is taken by
 * a worker from before it is handed to the executor until it ends, and by a stage until it is complete. So the places
 * that no running task explains are workers on their way to a task, and no other is asked for while they are enough.
 *
 * <p>Everything is under one lock, and nothing of others is called under it.
 */
final class QueueContents {

    private final String name;
    private final QueueSettings settings;
    private final WaitingTasks waiting = new WaitingTasks();

    /** A list, because it is as long as the queue has places, mostly one. */
    private final List<TaskHandle> running = new ArrayList<>();

    private int placesTaken;
    private boolean closed;

    QueueContents(String name, QueueSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** Appends the task. True when it needs a worker: the caller has taken a place and must give it to one. */
    synchronized boolean add(TaskHandle task) {
        if (closed) {
            throw new QueueClosedException(name, task.name());
        }
        if (waiting.size() >= settings.capacity()) {
            throw new QueueFullException(name, task.name(), settings.capacity());
        }
        waiting.add(task);
        return takePlaceIfNeeded();
    }

    /** Takes a free place for each task that waits for one; as many workers must be started. */
    synchronized int takePlacesForWaiting() {
        int taken = 0;
        while (!closed && takePlaceIfNeeded()) {
            taken++;
        }
        return taken;
    }

    private boolean takePlaceIfNeeded() {
        if (placesTaken >= settings.concurrency() || waiting.size() <= workersOnTheirWay()) {
            return false;
        }
        placesTaken++;
        return true;
    }

    private int workersOnTheirWay() {
        return placesTaken - running.size();
    }

    /**
     * Whether the place of a caller that runs nothing any more is needed by a task that waits. True when the caller
     * must give it to a new worker; otherwise the place is free now.
     */
    synchronized boolean keepPlaceIfNeeded() {
        boolean needed = !closed && waiting.size() > workersOnTheirWay() - 1;
        if (!needed) {
            placesTaken--;
        }
        return needed;
    }

    synchronized void freePlace() {
        placesTaken--;
    }

    /**
     * The next task to run; null when there is none, and then the caller's place is free again. One step: a task added
     * in between would find neither a free place nor a worker that takes it.
     */
    synchronized @Nullable TaskHandle takeOrFreePlace() {
        TaskHandle next = closed ? null : waiting.poll();
        if (next == null) {
            placesTaken--;
        } else {
            running.add(next);
        }
        return next;
    }

    /** As {@link #leave} and then {@link #takeOrFreePlace}, in one step. */
    synchronized @Nullable TaskHandle takeAfter(TaskHandle task) {
        leave(task);
        return takeOrFreePlace();
    }

    synchronized void leave(TaskHandle task) {
        running.remove(task);
        if (running.isEmpty()) {
            notifyAll();
        }
    }

    synchronized void forget(TaskHandle task) {
        waiting.remove(task);
    }

    synchronized int depth() {
        return waiting.size();
    }

    synchronized int runningCount() {
        return running.size();
    }

    synchronized void close() {
        closed = true;
    }

    synchronized List<TaskHandle> takeWaiting() {
        List<TaskHandle> taken = new ArrayList<>(waiting.size());
        for (TaskHandle task = waiting.poll(); task != null; task = waiting.poll()) {
            taken.add(task);
        }
        return taken;
    }

    synchronized List<TaskHandle> running() {
        return List.copyOf(running);
    }

    /** Waits until nothing runs; an interrupt ends the wait and is kept. True when nothing runs any more. */
    synchronized boolean awaitRunning(Duration longest) {
        return BoundedWait.until(running::isEmpty, this, longest);
    }
}
