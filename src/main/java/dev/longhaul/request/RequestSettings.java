package dev.longhaul.request;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * How requests are watched.
 *
 * @param threads how many threads write heartbeats, and how many others run what tokens call back
 *     ({@code longhaul.request.threads}, default 2)
 * @param stallLimit a client that takes nothing for so long, though something waits for it, counts as gone
 *     ({@code longhaul.request.stall-limit}, default 30 s)
 * @param watchStreams whether the state of an HTTP/2 stream is looked at where the server shows it
 *     ({@code longhaul.request.watch-streams}, default true)
 */
public record RequestSettings(int threads, Duration stallLimit, boolean watchStreams) implements SettingsGroup {

    /** Reads them; {@link Settings#defaults()} gives the defaults. */
    public static RequestSettings from(Settings settings) {
        return new RequestSettings(
                settings.integer("longhaul.request.threads", 2, 1, 64),
                settings.duration(
                        "longhaul.request.stall-limit",
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        Duration.ofHours(1)),
                settings.flag("longhaul.request.watch-streams", true));
    }
}
