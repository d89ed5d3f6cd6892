package dev.longhaul.lifecycle;

import jakarta.enterprise.concurrent.ManageableThread;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs steps that must be repeated as long as the application lives, each on a thread of its own from the container.
 *
 * <p>Such threads are not tasks of the managed executor: a suspended server waits for tasks but not for these. They end
 * when the shutdown sequence reaches this participant, which registers before all others and so is stopped after them;
 * a loop is thus still there while work drains.
 *
 * <p>A step that throws, an {@link Error} included, is logged once per series of failures and the loop goes on. A step
 * is never interrupted, so one that waits must bound its own waits.
 */
public final class PermanentLoops implements ShutdownParticipant, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PermanentLoops.class.getName());
    private static final Duration AT_LEAST = Duration.ofSeconds(2);

    private final ThreadFactory threads;
    private final Map<PermanentLoop, Thread> loops = new LinkedHashMap<>();
    private boolean closed;

    /** @param threads the container's managed thread factory; in tests any factory */
    public PermanentLoops(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * Begins a loop: the step at once, then again one period after each step's end, or earlier when the loop is woken.
     *
     * @param name names the thread and the loop in the log
     * @param period pause between two steps, more than zero
     * @return a handle to wake the loop
     * @throws IllegalStateException when the application is stopping, or the container gives no thread
     */
    public PermanentLoop start(String name, Duration period, Runnable step) {
        return start(name, period, new WakeUp(), step);
    }

    /** As {@link #start(String, Duration, Runnable)}, with a wake-up that others already hold. */
    public PermanentLoop start(String name, Duration period, WakeUp wakeUp, Runnable step) {
        return startPaced(name, period, wakeUp, () -> {
            step.run();
            return period;
        });
    }

    /**
     * Starts a loop whose step decides when it is called again: the first at once, then after the pause that the step
     * returned, or earlier when the loop is woken.
     *
     * @param period pause after a step that threw, more than zero
     * @throws IllegalStateException when the application is stopping, or the container gives no thread
     */
    public PermanentLoop startPaced(String name, Duration period, WakeUp wakeUp, LoopStep step) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("period of loop " + name + " must be more than zero, was " + period);
        }
        PermanentLoop loop = new PermanentLoop(name, period, wakeUp, step);
        synchronized (loops) {
            if (closed) {
                throw new IllegalStateException("loop " + name + " cannot start: the application is stopping");
            }
            Thread thread = threads.newThread(loop::run);
            if (thread == null) {
                throw new IllegalStateException("the container gave no thread for loop " + name);
            }
            thread.setName("longhaul-" + name);
            thread.setDaemon(true);
            loops.put(loop, thread);
            thread.start();
        }
        return loop;
    }

    @Override
    public String name() {
        return "permanent loops";
    }

    /** Does nothing: the loops serve work that is still draining. */
    @Override
    public void closeIntake() {}

    /** Ends every loop and waits for the step that each may be in, for at least 2 s even when the grace is used up. */
    @Override
    public boolean drain(Duration remaining) {
        synchronized (loops) {
            closed = true;
            loops.keySet().forEach(PermanentLoop::end);
        }
        return awaitEnd(remaining.compareTo(AT_LEAST) < 0 ? AT_LEAST : remaining);
    }

    @Override
    public void abandon() {
        synchronized (loops) {
            loops.forEach((loop, thread) -> {
                if (thread.isAlive()) {
                    LOG.log(Level.WARNING, "loop {0} is still in its step and is left behind", loop.name());
                }
            });
        }
    }

    /** Ends every loop where the sequence never ran, such as after a failed start. Safe to call again. */
    @Override
    public void close() {
        if (!drain(AT_LEAST)) {
            abandon();
        }
    }

    private boolean awaitEnd(Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        Map<PermanentLoop, Thread> ending;
        synchronized (loops) {
            ending = Map.copyOf(loops);
        }
        try {
            for (Thread thread : ending.values()) {
                // join(0) would wait for ever
                long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
                thread.join(millis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return ending.values().stream().noneMatch(Thread::isAlive);
    }

    static boolean isShutDown(Thread thread) {
        return thread instanceof ManageableThread managed && managed.isShutdown();
    }
}
