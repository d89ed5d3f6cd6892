package dev.longhaul.lifecycle;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One thread that repeats a step for as long as the application lives. Got from {@link PermanentLoops#start}. */
public final class PermanentLoop {

    private static final System.Logger LOG = System.getLogger(PermanentLoop.class.getName());

    private final String name;
    private final Duration period;
    private final Supplier<Duration> step;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean woken;
    private volatile boolean ending;
    private volatile Runnable atEnd = () -> {};
    private long failuresInARow;

    /** @param step answers how long to pause after it; after one that threw it is the period */
    PermanentLoop(String name, Duration period, Supplier<Duration> step) {
        this.name = name;
        this.period = period;
        this.step = step;
    }

    String name() {
        return name;
    }

    /**
     * Makes the next step begin at once instead of after the period. Never waits, so any thread may call it. A call
     * during a step is not lost: another step follows. Several calls before the step begins count as one.
     */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            change.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Has this called once on the loop's thread after its last step, to close what the steps have used. */
    public PermanentLoop atEnd(Runnable action) {
        atEnd = action;
        return this;
    }

    /** Lets the step that is running end, and begins no other. Never waits and never interrupts: a step may be in JDBC. */
    void end() {
        ending = true;
        wake();
    }

    void run() {
        while (!ending) {
            Duration pause = attemptStep();
            if (!ending) {
                awaitOrWake(pause);
            }
        }
        try {
            atEnd.run();
        } catch (RuntimeException thrown) {
            LOG.log(Level.WARNING, "loop " + name + " could not close what it has used", thrown);
        }
    }

    private Duration attemptStep() {
        try {
            Duration pause = step.get();
            if (failuresInARow > 0) {
                LOG.log(Level.INFO, "loop {0} works again after {1} failures", name, failuresInARow);
                failuresInARow = 0;
            }
            return pause;
        } catch (Throwable thrown) {
            // an Error too: a loop that dies silently is worse than one that tries again
            failuresInARow++;
            if (failuresInARow == 1) {
                LOG.log(Level.ERROR, "loop " + name + " failed and will try again every " + period, thrown);
            } else {
                LOG.log(Level.DEBUG, "loop " + name + " failed again", thrown);
            }
            return period;
        }
    }

    private void awaitOrWake(Duration pause) {
        lock.lock();
        try {
            long nanos = pause.toNanos();
            while (!woken && nanos > 0) {
                nanos = change.awaitNanos(nanos);
            }
            woken = false;
        } catch (InterruptedException interrupted) {
            endIfTheContainerSaysSo(interrupted);
        } finally {
            lock.unlock();
        }
    }

    // The flag stays cleared on purpose: with it set every later wait would return at once and the loop would spin.
    private void endIfTheContainerSaysSo(InterruptedException interrupted) {
        if (PermanentLoops.isShutDown(Thread.currentThread())) {
            ending = true;
            LOG.log(Level.WARNING, "loop {0} ends because the container shuts its threads down", name);
        } else {
            LOG.log(Level.DEBUG, "loop " + name + " was interrupted and goes on", interrupted);
        }
    }
}
