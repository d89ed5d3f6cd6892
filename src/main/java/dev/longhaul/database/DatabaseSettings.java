package dev.longhaul.database;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * What an operator may set about the database.
 *
 * @param startWait how long a start waits for a database that cannot be reached yet
 */
record DatabaseSettings(Duration startWait) implements SettingsGroup {

    static DatabaseSettings from(Settings settings) {
        return new DatabaseSettings(settings.duration(
                "longhaul.database.start-wait", Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(10)));
    }
}
