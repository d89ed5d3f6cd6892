package dev.longhaul.cancellation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One registered callback: its own entry in the list, so that taking it out needs no search. All fields belong to the
 * list's lock.
 */
final class Callback implements CancellationRegistration {

    @Nullable
    Callback older;

    @Nullable
    Callback newer;

    boolean listed;

    private final CallbackList list;
    private @Nullable Consumer<CancellationReason> action;

    Callback(CallbackList list, Consumer<CancellationReason> action) {
        this.list = list;
        this.action = action;
    }

    /** Lets go of what was to be called: a registration that is kept after its end must not keep more than itself. */
    @Nullable
    Consumer<CancellationReason> take() {
        Consumer<CancellationReason> taken = action;
        action = null;
        return taken;
    }

    /** As {@link #close()}, but leaves a running callback alone. */
    void withdraw() {
        list.withdraw(this);
    }

    @Override
    public void close() {
        list.close(this);
    }
}
