package dev.longhaul.shop.security.body;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;

/**
 * How much one node transfers at once.
 *
 * @param transfersAtOnce how many uploads, and how many downloads of a whole table, a node serves at the same time;
 *     each holds a thread of the server, so twice this number must stay well below the server's worker threads
 *     ({@code longhaul.transfers.at-once}, default 16)
 */
record BodySettings(int transfersAtOnce) implements SettingsGroup {

    static BodySettings from(Settings settings) {
        return new BodySettings(settings.integer("longhaul.transfers.at-once", 16, 1, 1000));
    }
}
