package dev.longhaul.background;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they came, any of which may leave, in constant time: one that leaves is only marked and
 * goes when it is reached, or when the marked ones are the greater part. A linked set would do the same; the hash entry
 * of each task was what a profile showed first when tasks are enqueued. Not safe for threads.
 */
final class WaitingTasks {

    private static final int MARKED_AT_LEAST = 64;

    private final Queue<TaskHandle> tasks = new ArrayDeque<>();
    private int size;

    /** A task is added once. */
    void add(TaskHandle task) {
        task.setWaiting(true);
        tasks.add(task);
        size++;
    }

    /** Takes out the first; null when there is none. */
    @Nullable
    TaskHandle poll() {
        TaskHandle first = tasks.poll();
        while (first != null && !first.isWaiting()) {
            first = tasks.poll();
        }
        if (first != null) {
            first.setWaiting(false);
            size--;
        }
        return first;
    }

    /** Takes out this one, wherever it stands; nothing happens when it has left already. */
    void remove(TaskHandle task) {
        if (!task.isWaiting()) {
            return;
        }
        task.setWaiting(false);
        size--;
        if (tasks.size() > 2 * size + MARKED_AT_LEAST) {
            tasks.removeIf(each -> !each.isWaiting());
        }
    }

    int size() {
        return size;
    }
}
