package dev.longhaul.lifecycle;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * How the application stops.
 *
 * @param shutdownGrace how long a stop waits for running work after its token has fired; setting
 *     {@code longhaul.shutdown.grace}, default 30 s, zero does not wait. Above 55 s Payara's {@code stop-domain} gives
 *     up waiting before the application is done, although the server finishes its stop
 */
record LifecycleSettings(Duration shutdownGrace) implements SettingsGroup {

    static LifecycleSettings from(Settings settings) {
        return new LifecycleSettings(settings.duration(
                "longhaul.shutdown.grace", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(30)));
    }
}
