package dev.longhaul.asyncstate;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One write of one state: at most three inserts and replacements in turn, the rest is left to the next flush. */
final class StateWrite {

    private static final int MOST_ATTEMPTS = 3;

    private final ReplicatedState replicated;
    private final ReplicatedState.Draft draft;
    private final StateStore store;
    private final OutgoingRequests requests;
    private final Consumer<@Nullable Throwable> whenDone;
    private int attempts;

    StateWrite(
            ReplicatedState replicated,
            ReplicatedState.Draft draft,
            StateStore store,
            OutgoingRequests requests,
            Consumer<@Nullable Throwable> whenDone) {
        this.replicated = replicated;
        this.draft = draft;
        this.store = store;
        this.requests = requests;
        this.whenDone = whenDone;
    }

    /** @param expected what the cluster is believed to hold; null when that is unknown */
    void start(@Nullable StateEnvelope expected) {
        if (expected == null) {
            insert();
        } else {
            replace(expected);
        }
    }

    private void insert() {
        StateEnvelope next = replicated.next(draft);
        attempt(() -> store.insert(next), found -> {
            if (found.isEmpty()) {
                confirm(next);
            } else {
                replaceFound(found.get());
            }
        });
    }

    private void replace(StateEnvelope expected) {
        StateEnvelope next = replicated.next(draft);
        attempt(() -> store.replace(expected, next), replaced -> {
            if (replaced) {
                confirm(next);
            } else {
                insert();
            }
        });
    }

    private void replaceFound(StateEnvelope found) {
        if (!replicated.reconcile(found)) {
            replicated.forget();
            whenDone.accept(null);
            return;
        }
        boolean isAnother = !found.instance().equals(replicated.state().instance());
        if (isAnother && found.isReadable()) {
            requests.supersede(found);
        }
        replace(found);
    }

    private <A> void attempt(Supplier<CompletionStage<A>> write, Consumer<A> answered) {
        attempts++;
        if (attempts > MOST_ATTEMPTS) {
            fail(new IllegalStateException(
                    "state " + replicated.state().key() + " is being written by other nodes all the time"));
            return;
        }
        try {
            write.get().whenComplete((answer, failure) -> {
                if (failure == null) {
                    answered.accept(answer);
                } else {
                    fail(failure);
                }
            });
        } catch (RuntimeException refused) {
            fail(refused);
        }
    }

    private void confirm(StateEnvelope written) {
        replicated.confirm(written, draft);
        whenDone.accept(null);
    }

    private void fail(Throwable failure) {
        replicated.suspect();
        whenDone.accept(failure);
    }
}
