package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancelReceipt;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cancel that was asked for, and stays bound to the state that it was meant for: also after another state has taken
 * the key. Safe for any number of threads.
 */
public final class RequestedCancel {

    static final RequestedCancel NOT_FOUND = new RequestedCancel(() -> null);

    private final Supplier<@Nullable CancelEnvelope> request;

    RequestedCancel(Supplier<@Nullable CancelEnvelope> request) {
        this.request = request;
    }

    /**
     * How far the cancel has come by now. Reads this node's copy and never waits, so a stage reached on another node is
     * seen within the flush interval. Where several callers have asked, the receipt is that of the first request.
     *
     * <p>Times are by the clock of the node where it happened: the request on the caller's node, the rest on the
     * owner's. A cancel of a state without a source stays {@code REQUESTED}, and so does one whose owner has left. Work
     * that something else cancelled before has a delivery that is earlier than the request.
     *
     * @return empty when there was no such state, its work had ended, or a kept cancel found no state in its time:
     *     nothing was changed
     */
    public Optional<CancelReceipt> receipt() {
        return Optional.ofNullable(request.get()).map(CancelEnvelope::receipt);
    }
}
