package dev.longhaul.cancellation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of one token, newest first, and the one that is running. Its monitor is the lock for everything about
 * the token that changes; it is held for a few instructions only, never while a callback runs.
 */
final class CallbackList {

    private boolean open = true;
    /** Guarded by this, as all fields are. */
    @Nullable
    Callback newest;

    private @Nullable Callback running;
    private @Nullable Thread runner;
    private int waiting;

    synchronized boolean isOpen() {
        return open;
    }

    /** False when the list no longer takes any: the token was cancelled or closed. */
    synchronized boolean add(Callback callback) {
        if (!open) {
            return false;
        }
        Callback second = newest;
        callback.older = second;
        callback.listed = true;
        if (second != null) {
            second.newer = callback;
        }
        newest = callback;
        return true;
    }

    /** True for the one caller that ended the intake: it alone may then run or drop what is listed. */
    synchronized boolean end() {
        boolean ended = open;
        open = false;
        return ended;
    }

    /** As {@link #end()}, and drops what is listed. */
    synchronized boolean close() {
        boolean ended = end();
        if (ended) {
            dropAll();
        }
        return ended;
    }

    synchronized void dropAll() {
        Callback callback = newest;
        while (callback != null) {
            Callback next = callback.older;
            unlink(callback);
            callback.forget();
            callback = next;
        }
    }

    synchronized void withdraw(Callback callback) {
        if (callback.listed) {
            unlink(callback);
            callback.forget();
        }
    }

    synchronized void close(Callback callback) {
        if (callback.listed) {
            unlink(callback);
            callback.forget();
        } else if (running == callback && runner != Thread.currentThread()) {
            awaitReturnOf(callback);
        }
    }

    /**
     * Runs what is listed, newest first, each once, whatever the others throw. Called once, by the thread that ended
     * the intake.
     *
     * @param noticed called before each callback of the work itself
     */
    void run(CancellationReason reason, Runnable noticed) {
        List<Throwable> failures = new ArrayList<>(0);
        Callback callback = next();
        while (callback != null) {
            if (callback.ofWork) {
                noticed.run();
            }
            try {
                callback.run(reason);
            } catch (CancellationCallbackException ofChild) {
                failures.addAll(ofChild.failures());
            } catch (Throwable failure) {
                // an Error too: the callbacks behind it release locks and connections that nobody else would release
                failures.add(failure);
            }
            callback = next();
        }
        if (!failures.isEmpty()) {
            throw new CancellationCallbackException(failures);
        }
    }

    /** One step under one lock: the callback that has returned is done, the next one is running. */
    private synchronized @Nullable Callback next() {
        if (waiting > 0) {
            notifyAll();
        }
        Callback callback = newest;
        running = callback;
        if (callback == null) {
            runner = null;
            return null;
        }
        runner = Thread.currentThread();
        unlink(callback);
        return callback;
    }

    private void unlink(Callback callback) {
        Callback older = callback.older;
        Callback newer = callback.newer;
        if (older != null) {
            older.newer = newer;
        }
        if (newer != null) {
            newer.older = older;
        } else {
            newest = older;
        }
        callback.older = null;
        callback.newer = null;
        callback.listed = false;
    }

    private void awaitReturnOf(Callback callback) {
        boolean interrupted = false;
        waiting++;
        while (running == callback) {
            try {
                wait();
            } catch (InterruptedException kept) {
                // who closes is about to free what the callback uses: leaving early would be the very fault this
                // prevents
                interrupted = true;
            }
        }
        waiting--;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
