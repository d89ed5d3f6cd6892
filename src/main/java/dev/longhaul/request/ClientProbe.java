package dev.longhaul.request;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the client of one request is still there: by heartbeats, by the state of its stream where the
 * server shows it, and by what it does not take. Called by the loop of all requests; waits for nothing.
 */
final class ClientProbe {

    /** How often a request is looked at for a client that takes nothing. */
    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

    /** How long what is said at the end may take to reach a slow client. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final RequestWatch watch;
    private final RequestLife life;
    private final Outlet outlet;
    private final BodyFormat format;
    private final BeatClock clock;
    private final @Nullable BooleanSupplier streamIsOpen;
    private volatile boolean readsBody;

    /** @param streamIsOpen null where the server does not show it */
    ClientProbe(
            RequestWatch watch,
            RequestLife life,
            Outlet outlet,
            RequestOptions options,
            @Nullable BooleanSupplier streamIsOpen) {
        this.watch = watch;
        this.life = life;
        this.outlet = outlet;
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

    /** As {@link LongRequest#tick}. */
    long tick(long nowNanos) {
        if (outlet.isOver()) {
            return LongRequest.NEVER;
        }
        if (streamIsOpen != null && !streamIsOpen.getAsBoolean()) {
            life.abort("the client has gone: it reset its stream");
            outlet.abandon();
            return LongRequest.NEVER;
        }
        if (!readsBody && clock.takeBeat(nowNanos) && life.isRunning()) {
            beat();
        }
        endIfStalled(nowNanos);
        return clock.next(nowNanos + (streamIsOpen == null ? LOOK_NANOS : StreamWatcher.PERIOD.toNanos()));
    }

    private void beat() {
        if (outlet.beatMayBlock()) {
            watch.signals().execute(() -> outlet.beat(format));
        } else {
            outlet.beat(format);
        }
    }

    private void endIfStalled(long nowNanos) {
        if (life.isAbortedLongerThan(LINGER, nowNanos)) {
            abandonUnlessBlocking();
        } else if (outlet.stalledFor(nowNanos).compareTo(watch.stallLimit()) > 0) {
            life.abort("the client has taken nothing for " + watch.stallLimit());
            abandonUnlessBlocking();
        }
    }

    // on a request's own thread a write may hold the gate, and only that thread gives the response back
    private void abandonUnlessBlocking() {
        if (!outlet.mayBlock()) {
            outlet.abandon();
        }
    }
}
