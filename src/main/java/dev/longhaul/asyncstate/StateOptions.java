package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a state lives, given when it is created. Immutable: each method returns changed options. */
public final class StateOptions {

    private static final StateOptions DEFAULTS = new StateOptions(null, null, false, false);

    private final @Nullable CancellationSource source;
    private final @Nullable Duration lifespan;
    private final boolean neverExpires;
    private final boolean refusesLive;

    private StateOptions(
            @Nullable CancellationSource source,
            @Nullable Duration lifespan,
            boolean neverExpires,
            boolean refusesLive) {
        this.source = source;
        this.lifespan = lifespan;
        this.neverExpires = neverExpires;
        this.refusesLive = refusesLive;
    }

    /** Nothing to cancel, and the lifespan of the setting {@code longhaul.state.lifespan}, default 15 min. */
    public static StateOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The source that {@link AsyncState#cancel} on any node cancels. As long as it is neither closed nor cancelled the
     * state does not expire; closing it ends the state.
     */
    public StateOptions withSource(CancellationSource attached) {
        return new StateOptions(attached, lifespan, neverExpires, refusesLive);
    }

    /**
     * How long the state stays after the last write.
     *
     * @throws IllegalArgumentException when it is less than a second: the flush writes in intervals and needs several
     */
    public StateOptions withLifespan(Duration afterTheLastWrite) {
        if (afterTheLastWrite.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lifespan of a state must be at least PT1S, was " + afterTheLastWrite);
        }
        return new StateOptions(source, afterTheLastWrite, false, refusesLive);
    }

    /** The state stays until it is removed, or its nodes stop. */
    public StateOptions neverExpires() {
        return new StateOptions(source, null, true, refusesLive);
    }

    /**
     * Create refuses with {@link StateExistsException} when a state under the key is live, instead of superseding it. A
     * state is live while its work is running and its owner is seen. Two such creates on two nodes at the same time are
     * both accepted; the source of the one that reaches the cluster later is cancelled with {@code SUPERSEDED} soon
     * after.
     */
    public StateOptions refusingLive() {
        return new StateOptions(source, lifespan, neverExpires, true);
    }

    boolean refusesLive() {
        return refusesLive;
    }

    @Nullable
    CancellationSource source() {
        return source;
    }

    /** In milliseconds; -1 for forever. */
    long lifespanMillis(Duration defaultLifespan) {
        if (neverExpires) {
            return -1;
        }
        return (lifespan == null ? defaultLifespan : lifespan).toMillis();
    }
}
