package dev.longhaul.run;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * How long an owner of runs is believed. The same on every node.
 *
 * @param lease a run is taken over after this long without a heartbeat of its owner; setting
 *     {@code longhaul.run.lease}, default 10 s. An owner sends ten heartbeats in that time, and stops by itself at 70 %
 * @param sessionLocks whether each node holds a lock of a database session, which tells a killed owner from a frozen
 *     one; setting {@code longhaul.run.session-locks}, default true. False where a pooler between the nodes and the
 *     database lends one session to several of them: a fifth of the lease without a heartbeat then has the same effect
 */
public record RunSettings(Duration lease, boolean sessionLocks) implements SettingsGroup {

    /** Reads the settings; what is wrong is reported by {@link Settings#requireValid}. */
    public static RunSettings from(Settings settings) {
        return new RunSettings(
                settings.duration(
                        "longhaul.run.lease", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofHours(1)),
                settings.flag("longhaul.run.session-locks", true));
    }

    /** How often an owner sends a heartbeat. */
    Duration heartbeatEvery() {
        return lease.dividedBy(10);
    }

    /** How long without a confirmed heartbeat until an owner stops, by its own clock. */
    Duration fence() {
        return lease.multipliedBy(7).dividedBy(10);
    }

    /** How old the last heartbeat must be where no session lock says that the owner is dead. */
    Duration earlyClaim() {
        return lease.dividedBy(5);
    }
}
