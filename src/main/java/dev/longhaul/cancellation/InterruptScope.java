package dev.longhaul.cancellation;

import org.jspecify.annotations.Nullable;

/**
 * Lets a cancellation reach code that understands nothing but an interrupt: waiting on a queue, a lock, another thread.
 * The interrupt is kept inside the scope: none arrives after it, and the thread goes back to its pool with a clean
 * flag.
 *
 * <p><b>No JDBC inside, and no file channels that others use.</b> An interrupt closes the {@code FileChannel} that the
 * thread is working on. With H2's default file store that channel is the database, and it is closed for everybody (H2's
 * documentation of {@code jdbc:h2:async:} tells it). For a statement use {@link StatementScope}.
 *
 * <pre>{@code
 * String row = InterruptScope.call(token, () -> rows.take());
 * }</pre>
 *
 * <p>Scopes may be nested; when the inner one ends, an outer one that was cancelled meanwhile interrupts again.
 */
public final class InterruptScope {

    private static final ThreadLocal<@Nullable InterruptScope> INNERMOST = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final @Nullable InterruptScope outer = INNERMOST.get();
    /** An outer scope had its interrupt before this one began; it must not get a second one. */
    private final boolean outerServed = cancelledOuter() != null && !thread.isInterrupted();

    private volatile boolean cancelled;
    private volatile boolean interrupted;

    private InterruptScope() {}

    /**
     * What runs in a scope.
     *
     * @param <T> what it returns
     * @param <X> what it throws besides an interrupt
     */
    @FunctionalInterface
    public interface Body<T, X extends Exception> {
        T call() throws X, InterruptedException;
    }

    /**
     * Runs the body on this thread, and interrupts it when the token is cancelled; at once when it already is. Without
     * a cancel in time the body is not touched.
     *
     * <p>An interrupt from somebody else that is pending when the token is cancelled stays pending after the scope. One
     * that arrives later, while ours is pending, cannot be told from ours and ends with the scope.
     *
     * @throws OperationCancelledException when the body ended with an {@link InterruptedException} and the token is
     *     cancelled
     * @throws InterruptedException when the body did and the token is not cancelled: the interrupt came from somebody
     *     else
     */
    public static <T, X extends Exception> T call(CancellationToken token, Body<T, X> body)
            throws X, InterruptedException {
        InterruptScope scope = new InterruptScope();
        INNERMOST.set(scope);
        CancellationRegistration registration = token.onCancelled(reason -> scope.interrupt());
        try {
            return body.call();
        } catch (InterruptedException thrown) {
            token.throwIfCancellationRequested();
            throw thrown;
        } finally {
            // waits for an interrupt that is on its way
            registration.close();
            scope.end();
        }
    }

    /** On the cancelling thread. */
    private void interrupt() {
        // first, so that an inner scope that clears the flag in this moment sees that it has to be set again
        cancelled = true;
        if (!thread.isInterrupted()) {
            interrupted = true;
            thread.interrupt();
        }
    }

    private void end() {
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
        if (interrupted) {
            // the flag may be gone already: the body has seen it
            Thread.interrupted();
        }
        InterruptScope cancelledOuter = cancelledOuter();
        if (cancelledOuter != null && !outerServed) {
            // its interrupt may have been spent in here
            cancelledOuter.interrupt();
        }
    }

    private @Nullable InterruptScope cancelledOuter() {
        InterruptScope enclosing = outer;
        while (enclosing != null && !enclosing.cancelled) {
            enclosing = enclosing.outer;
        }
        return enclosing;
    }
}
