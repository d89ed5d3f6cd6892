package dev.longhaul.run;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * How long an owner of runs is believed. The same on every node.
 *
 * @param lease after this without a sign of its owner a run is taken over; setting {@code longhaul.run.lease}, default
 *     10 s. An owner shows itself ten times as often, and stops by itself at 70 %
 * @param sessionLocks whether each node holds a lock of a database session, which tells a killed owner from one that
 *     stands still; setting {@code longhaul.run.session-locks}, default true. False where a pooler between the nodes
 *     and the database hands one session to several of them: then a fifth of the lease without a sign takes its place
 */
public record RunSettings(Duration lease, boolean sessionLocks) implements SettingsGroup {

    static RunSettings from(Settings settings) {
        return new RunSettings(
                settings.duration(
                        "longhaul.run.lease", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofHours(1)),
                settings.flag("longhaul.run.session-locks", true));
    }

    /** How often an owner shows itself. */
    Duration renewEvery() {
        return lease.dividedBy(10);
    }

    /** After this without a confirmed sign an owner stops by its own clock. */
    Duration fence() {
        return lease.multipliedBy(7).dividedBy(10);
    }

    /** How old the last sign must be where no session lock tells that the owner is dead. */
    Duration earlyClaim() {
        return lease.dividedBy(5);
    }
}
