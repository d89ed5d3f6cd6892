package dev.longhaul.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An executor that runs nothing by itself, and refuses on demand as a server does that is stopping. */
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

    /** Refuses from now on, or accepts again. */
    public synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    public synchronized int acceptedCount() {
        return accepted.size();
    }

    /** Runs everything accepted, on the calling thread, also what is accepted meanwhile. */
    public void runAll() {
        Runnable next = poll();
        while (next != null) {
            next.run();
            next = poll();
        }
    }

    /** Takes out the oldest of what was accepted, for the test to run where it wants. */
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
