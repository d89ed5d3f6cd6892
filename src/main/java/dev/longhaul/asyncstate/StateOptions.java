package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a state lives, given when it is created. Immutable: each method answers changed options. */
public final class StateOptions {

    private static final StateOptions DEFAULTS = new StateOptions(null, null, false);

    private final @Nullable CancellationSource source;
    private final @Nullable Duration lifespan;
    private final boolean neverExpires;

    private StateOptions(@Nullable CancellationSource source, @Nullable Duration lifespan, boolean neverExpires) {
        this.source = source;
        this.lifespan = lifespan;
        this.neverExpires = neverExpires;
    }

    /** Nothing to cancel, and the lifespan of the setting {@code longhaul.state.lifespan}, default 15 min. */
    public static StateOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The source that {@link AsyncState#cancel} on any node cancels. As long as it is neither closed nor cancelled the state
     * does not expire; closing it ends the state.
     */
    public StateOptions withSource(CancellationSource attached) {
        return new StateOptions(attached, lifespan, neverExpires);
    }

    /**
     * How long the state stays after the last write.
     *
     * @throws IllegalArgumentException when it is less than a second: the flush writes in intervals and needs some of them
     */
    public StateOptions withLifespan(Duration afterTheLastWrite) {
        if (afterTheLastWrite.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lifespan of a state must be at least PT1S, was " + afterTheLastWrite);
        }
        return new StateOptions(source, afterTheLastWrite, false);
    }

    /** The state stays until it is removed, or its nodes stop. */
    public StateOptions neverExpires() {
        return new StateOptions(source, null, true);
    }

    @Nullable
    CancellationSource source() {
        return source;
    }

    /** In milliseconds; -1 for ever, as Infinispan counts. */
    long lifespanMillis(Duration defaultLifespan) {
        if (neverExpires) {
            return -1;
        }
        return (lifespan == null ? defaultLifespan : lifespan).toMillis();
    }
}
