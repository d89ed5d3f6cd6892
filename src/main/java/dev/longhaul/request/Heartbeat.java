package dev.longhaul.request;

import java.time.Duration;

/**
 * How often a server writes to a client that waits, to notice that it has gone: after two periods at most on WildFly,
 * three on Payara, and the time of the network.
 *
 * @param period pause between two, at least a millisecond
 * @param grace how long the first one waits, so that a quick answer keeps its status, headers and length; zero beats at
 *     once
 */
public record Heartbeat(Duration period, Duration grace) {

    /** Noticed within a quarter of a second, after a second in which nothing is sent. */
    public static final Heartbeat DEFAULT = new Heartbeat(Duration.ofMillis(80), Duration.ofSeconds(1));

    /** For streams of events. */
    public static final Heartbeat EACH_SECOND = new Heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(1));

    /** How many periods pass until a write fails, on the slowest server. */
    static final int PERIODS_UNTIL_NOTICED = 3;

    public Heartbeat {
        if (period.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("the period of a heartbeat must be at least 1 ms, was " + period);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace of a heartbeat must be zero or more, was " + grace);
        }
    }
}
