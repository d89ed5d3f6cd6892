package dev.longhaul.background;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What time it is, twice: the clock for dates that people name, and nanoseconds that no change of the clock moves for
 * spans.
 */
record TimeSource(Clock clock, LongSupplier nanos) {

    static final TimeSource SYSTEM = new TimeSource(Clock.systemUTC(), System::nanoTime);

    long nanoTime() {
        return nanos.getAsLong();
    }
}
