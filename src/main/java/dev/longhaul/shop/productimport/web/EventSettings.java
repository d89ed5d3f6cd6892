package dev.longhaul.shop.productimport.web;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * How streams of events behave.
 *
 * @param streamsPerUser how many one user may hold on one node; another one is refused with 429
 * @param lifespan after how long a stream ends and its reader must come back, so that a role that was taken away, or a
 *     network that was cut without a word, ends with it
 */
record EventSettings(int streamsPerUser, Duration lifespan) implements SettingsGroup {
    static EventSettings from(Settings settings) {
        return new EventSettings(
                settings.integer("longhaul.events.streams-per-user", 10, 1, 10_000),
                settings.duration(
                        "longhaul.events.lifespan",
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10)));
    }
}
