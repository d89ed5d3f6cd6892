package dev.longhaul.cancellation;

/** Takes back something that was to happen: a callback on a cancelled token, or an action of a timer. */
@FunctionalInterface
public interface CancellationRegistration extends AutoCloseable {

    /**
     * Makes sure that the callback does not start any more. If it runs at this moment on another thread, waits until it
     * has returned, so that what it uses may be freed afterwards; an interrupt does not shorten the wait and is kept
     * for the caller. Called from inside the callback itself it returns at once. Closing twice, or after the callback
     * ran, does nothing.
     *
     * <p>Do not close while holding a lock that the callback needs: that is a deadlock.
     */
    @Override
    void close();
}
