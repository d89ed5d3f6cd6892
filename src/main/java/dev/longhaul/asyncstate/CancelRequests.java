package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.SourceCanceller.DueCancel;
import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.lifecycle.Inbox;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a cancel to the owner of a state, whichever node that is, and says how far an earlier one has come. */
final class CancelRequests {

    private static final Duration LONGEST_KEPT = Duration.ofDays(365);

    private final StateLookup lookup;
    private final StateStore store;
    private final Inbox<DueCancel> due;
    private final OutgoingRequests requests;
    private final KeptCancels kept;

    CancelRequests(
            StateLookup lookup, StateStore store, Inbox<DueCancel> due, OutgoingRequests requests, KeptCancels kept) {
        this.lookup = lookup;
        this.store = store;
        this.due = due;
        this.requests = requests;
        this.kept = kept;
    }

    /** Asks the work behind a running state to stop; the handle stays empty when there is none. */
    RequestedCancel request(StateKey key, CancellationReason reason) {
        RequestedCancel requested = requestFromRunning(key, reason);
        return requested == null ? RequestedCancel.NOT_FOUND : requested;
    }

    /** Does the same, or keeps the request for a state to come. */
    RequestedCancel requestOrKeep(StateKey key, CancellationReason reason, Duration keepFor) {
        if (keepFor.compareTo(Duration.ofMillis(1)) < 0 || keepFor.compareTo(LONGEST_KEPT) > 0) {
            throw new IllegalArgumentException(
                    "a cancel of state " + key + " may be kept for PT0.001S to " + LONGEST_KEPT + ", not " + keepFor);
        }
        RequestedCancel requested = requestFromRunning(key, reason);
        return requested == null ? kept.keep(key, reason, keepFor) : requested;
    }

    private @Nullable RequestedCancel requestFromRunning(StateKey key, CancellationReason reason) {
        LocalState own = lookup.own(key);
        if (own != null) {
            if (own.phase() != StatePhase.RUNNING) {
                return null;
            }
            due.add(new DueCancel(own, reason));
            return requests.cancel(own.instance(), reason, own.lifespanMillis());
        }
        StateEnvelope envelope = lookup.visible(key);
        if (envelope == null || envelope.phaseStored() != StatePhase.RUNNING) {
            return null;
        }
        return requests.cancel(envelope.instance(), reason, envelope.lifespanMillis());
    }

    /** How far the first request to cancel the state under this key has come; empty without one. */
    Optional<CancelReceipt> receipt(StateKey key) {
        LocalState own = lookup.own(key);
        if (own != null) {
            return receiptOf(own.instance());
        }
        StateEnvelope envelope = store.read(key);
        return envelope == null ? Optional.empty() : receiptOf(envelope.instance());
    }

    private Optional<CancelReceipt> receiptOf(String instance) {
        return Optional.ofNullable(store.readCancel(instance)).map(CancelEnvelope::receipt);
    }
}
