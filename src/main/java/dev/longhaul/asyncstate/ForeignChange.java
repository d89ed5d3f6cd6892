package dev.longhaul.asyncstate;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One change that a caller waits for. Guarded by the turn of its {@link ForeignState}. */
final class ForeignChange {

    private final UnaryOperator<Record> change;
    private @Nullable Record after;
    private @Nullable Throwable failure;
    private boolean decided;

    ForeignChange(UnaryOperator<Record> change) {
        this.change = change;
    }

    /** Applies the function. Returns the value before it when the function refuses. */
    Record applyTo(StateKey key, Record before) {
        after = null;
        failure = null;
        try {
            Record next = change.apply(before);
            if (next == null) {
                throw new NullPointerException("state " + key + " cannot become null");
            }
            after = next;
            return next;
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            return before;
        }
    }

    /** Whether the function returned a value the last time. */
    boolean isApplicable() {
        return failure == null;
    }

    void decide() {
        decided = true;
    }

    void fail(RuntimeException why) {
        if (!decided) {
            failure = why;
            decided = true;
        }
    }

    boolean isDecided() {
        return decided;
    }

    Record result() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException refused) {
            throw refused;
        }
        return Objects.requireNonNull(after);
    }
}
