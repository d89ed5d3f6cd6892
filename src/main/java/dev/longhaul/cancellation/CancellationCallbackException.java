package dev.longhaul.cancellation;

import java.io.Serial;
import java.util.List;

/**
 * Says that callbacks of a cancelled token failed. The cancellation itself happened, and all other callbacks ran. The
 * first failure is the cause, the others are suppressed; those of linked children are among them, not wrapped again.
 */
public class CancellationCallbackException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<Throwable> failures;

    CancellationCallbackException(List<Throwable> failures) {
        super(
                failures.size() + " callback(s) of a cancelled token failed, the first with " + failures.get(0),
                failures.get(0));
        this.failures = List.copyOf(failures);
        failures.stream().skip(1).forEach(this::addSuppressed);
    }

    /** What the callbacks threw, in the order in which they ran. */
    public List<Throwable> failures() {
        return failures;
    }
}
