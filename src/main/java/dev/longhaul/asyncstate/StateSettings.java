package dev.longhaul.asyncstate;

import dev.longhaul.settings.DataSize;
import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * How shared state behaves on this node.
 *
 * @param lifespan how long a state stays after its last write when its options do not say; setting
 *     {@code longhaul.state.lifespan}, default 15 min. Tombstones and cancel requests stay as long
 * @param flushInterval pause between two writes of one state to the cluster; setting
 *     {@code longhaul.state.flush-interval}, default 250 ms
 * @param maxSize longest JSON of one state; setting {@code longhaul.state.max-size}, default 64 KiB
 * @param dispatchThreads threads that cancel sources when a request arrives, so that a slow callback does not hold up
 *     all others; setting {@code longhaul.state.dispatch-threads}, default 2
 */
public record StateSettings(Duration lifespan, Duration flushInterval, DataSize maxSize, int dispatchThreads)
        implements SettingsGroup {

    /** Reads the group. A value that cannot be used is noted in the settings, and the default stands for it. */
    public static StateSettings from(Settings settings) {
        return new StateSettings(
                settings.duration(
                        "longhaul.state.lifespan", Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofDays(365)),
                settings.duration(
                        "longhaul.state.flush-interval",
                        Duration.ofMillis(250),
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1)),
                settings.size(
                        "longhaul.state.max-size",
                        DataSize.ofKibibytes(64),
                        DataSize.ofKibibytes(1),
                        DataSize.ofMebibytes(16)),
                settings.integer("longhaul.state.dispatch-threads", 2, 2, 32));
    }
}
