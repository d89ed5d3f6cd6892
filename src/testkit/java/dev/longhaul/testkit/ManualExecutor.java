package dev.longhaul.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An executor that a test turns by hand: it keeps what it is given until the test runs it. Safe for any number of
 * threads.
 */
public final class ManualExecutor implements Executor {

    private final Deque<Runnable> accepted = new ArrayDeque<>();
    private boolean refusing;

    @Override
    public synchronized void execute(Runnable command) {
        if (refusing) {
            throw new RejectedExecutionException("refused by the test");
        }
        accepted.addLast(command);
    }

    /** Refuses every command from now on, as a stopping server does, or accepts again. */
    public synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** How many commands are waiting to be run. */
    public synchronized int acceptedCount() {
        return accepted.size();
    }

    /** Runs all waiting commands in order on the calling thread, including those they add. */
    public void runAll() {
        Runnable next = poll();
        while (next != null) {
            next.run();
            next = poll();
        }
    }

    /**
     * Removes the oldest waiting command, for the test to run on a thread of its own.
     *
     * @throws IllegalStateException when no command is waiting
     */
    public Runnable take() {
        Runnable oldest = poll();
        if (oldest == null) {
            throw new IllegalStateException("nothing was accepted");
        }
        return oldest;
    }

    private synchronized @Nullable Runnable poll() {
        return accepted.pollFirst();
    }
}
