package dev.longhaul.request;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the client of one request is still there: by heartbeats, by the state of its stream where the
 * server shows it, by the body that it sends, and by what it does not take. The loop of all requests calls it, so it
 * waits for nothing.
 */
final class ClientProbe {

    /** What {@link #tick} returns when it need not be called again. */
    static final long NEVER = Long.MIN_VALUE;

    /** How often a request is checked for a client that takes nothing. */
    private static final long CHECK_NANOS = Duration.ofMillis(250).toNanos();

    /** How long what is said at the end may take to reach a slow client. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final RequestWatch watch;
    private final RequestState state;
    private final ResponseWriter writer;
    private final BodyFormat format;
    private final BeatClock clock;
    private final @Nullable BooleanSupplier streamIsOpen;
    private volatile boolean readsBody;

    /** @param streamIsOpen null where the server does not show it */
    ClientProbe(
            RequestWatch watch,
            RequestState state,
            ResponseWriter writer,
            RequestOptions options,
            @Nullable BooleanSupplier streamIsOpen) {
        this.watch = watch;
        this.state = state;
        this.writer = writer;
        this.format = options.format();
        this.clock = new BeatClock(options, watch.nanoTime().getAsLong());
        this.streamIsOpen = streamIsOpen;
    }

    /** From now on there is no heartbeat. */
    void bodyBegins() {
        readsBody = true;
    }

    /** The grace of the first heartbeat begins. May be called again. */
    void bodyRead() {
        if (readsBody) {
            clock.restart(watch.nanoTime().getAsLong());
            readsBody = false;
        }
    }

    /** The body of the request broke off while it was read. */
    void bodyBroken(IOException broken) {
        state.abort("the client has gone: the body of its request broke off with " + broken);
    }

    /**
     * Does what is due, without waiting for anything.
     *
     * @return when something is due again, by the same clock; {@link #NEVER} after the end
     */
    long tick(long nowNanos) {
        if (writer.isOver()) {
            return NEVER;
        }
        if (streamIsOpen != null && !streamIsOpen.getAsBoolean()) {
            state.abort("the client has gone: it reset its stream");
            writer.abandon();
            return NEVER;
        }
        if (!readsBody && clock.takeBeat(nowNanos) && state.isRunning()) {
            beat();
        }
        endIfStalled(nowNanos);
        return clock.next(nowNanos + (streamIsOpen == null ? CHECK_NANOS : StreamWatcher.PERIOD.toNanos()));
    }

    private void beat() {
        if (writer.beatMayBlock()) {
            watch.signals().execute(() -> writer.beat(format));
        } else {
            writer.beat(format);
        }
    }

    private void endIfStalled(long nowNanos) {
        if (state.isAbortedLongerThan(LINGER, nowNanos)) {
            abandonUnlessBlocking();
        } else if (writer.stalledFor(nowNanos).compareTo(watch.stallLimit()) > 0) {
            state.abort("the client has taken nothing for " + watch.stallLimit());
            abandonUnlessBlocking();
        }
    }

    // on a request's own thread a write may hold the lock, and only that thread gives the response back
    private void abandonUnlessBlocking() {
        if (!writer.mayBlock()) {
            writer.abandon();
        }
    }
}
