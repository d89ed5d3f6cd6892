package dev.longhaul.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets any thread start the next step of a loop early. It is made before the loop, so that the objects which wake the
 * loop and the loop itself can both be given it when they are constructed. Several loops may share one; a wake-up then
 * reaches each of them.
 */
public final class WakeUp {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private long count;

    /**
     * Starts the next step at once. Never waits, so any thread may call it. A call during a step is not lost: another
     * step follows. Several calls before the step starts count as one. A call before the loop has started is covered by
     * the loop's first step.
     */
    public void wake() {
        lock.lock();
        try {
            count++;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often {@link #wake} has been called. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a call that is not among the first {@code seen} ones, but no longer than the pause. */
    void awaitAfter(long seen, Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(pause);
            while (count == seen && nanos > 0) {
                nanos = woken.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
