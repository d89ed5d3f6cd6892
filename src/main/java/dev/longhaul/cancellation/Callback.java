package dev.longhaul.cancellation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One registered callback: its own entry in the list, so that removing it needs no search. While it is listed, its
 * fields belong to the list's lock.
 */
final class Callback implements CancellationRegistration {

    @Nullable
    Callback older;

    @Nullable
    Callback newer;

    boolean listed;

    /** Whether the work registered it, so that its call means that the work has noticed. False for a linked child. */
    final boolean ofWork;

    private final CallbackList list;
    private @Nullable Consumer<CancellationReason> action;

    Callback(CallbackList list, Consumer<CancellationReason> action, boolean ofWork) {
        this.list = list;
        this.action = action;
        this.ofWork = ofWork;
    }

    /** Calls the action, once. The callback has left the list, so only the thread that took it out can call this. */
    void run(CancellationReason reason) {
        Consumer<CancellationReason> once = action;
        forget();
        if (once != null) {
            once.accept(reason);
        }
    }

    /** Lets go of the action: a registration that is kept after its end must not keep more than itself. */
    void forget() {
        action = null;
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
