package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationCallbackException;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationSource;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The source that the owner attached to its state, and how far a cancel of it has come. All times are those of the
 * source itself: a time read here would be later than an observation when something else cancelled the source first.
 */
final class LocalCancel {

    private static final System.Logger LOG = System.getLogger(LocalCancel.class.getName());

    private final StateKey key;
    private final @Nullable CancellationSource source;
    private volatile boolean handled;

    LocalCancel(StateKey key, @Nullable CancellationSource source) {
        this.key = key;
        this.source = source;
    }

    boolean hasSource() {
        return source != null;
    }

    /** Whether the source is cancelled, by whatever. */
    boolean isCancelled() {
        return source != null && source.isCancellationRequested();
    }

    /** Whether the source was closed without a cancel, which ends the state. */
    boolean isClosed() {
        return source != null && !source.token().canBeCancelled();
    }

    /** Whether a source is attached that is neither closed nor cancelled. Its work keeps the state from expiring. */
    boolean isWorkRunning() {
        return source != null && source.token().canBeCancelled() && !source.isCancellationRequested();
    }

    /** Whether it has a source that no request was delivered to yet. */
    boolean awaitsRequest() {
        return source != null && !isDelivered();
    }

    private boolean isDelivered() {
        return handled && isCancelled();
    }

    /** Cancels the source on the calling thread. Does nothing without a source, or when its work has ended. */
    void cancel(CancellationReason reason) {
        if (source == null) {
            return;
        }
        // before the callbacks: they may be slow, and the flush may report the delivery meanwhile
        handled = true;
        try {
            source.cancel(reason);
        } catch (CancellationCallbackException failed) {
            LOG.log(Level.ERROR, "callbacks on the cancellation of state " + key + " failed", failed);
        }
    }

    /** The request with the stages that it has reached here. */
    CancelEnvelope stagesOf(CancelEnvelope request, long endedMillis) {
        if (source == null || !isDelivered()) {
            return request.withStages(0, 0, endedMillis);
        }
        long delivered = millis(source.cancelledAt());
        // the later of both only where the wall clock was set back in between
        long observed = source.observedAt().isEmpty() ? 0 : Math.max(delivered, millis(source.observedAt()));
        return request.withStages(delivered, observed, endedMillis);
    }

    private static long millis(Optional<Instant> at) {
        return at.map(Instant::toEpochMilli).orElse(0L);
    }
}
