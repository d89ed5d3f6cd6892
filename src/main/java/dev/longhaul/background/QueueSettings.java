package dev.longhaul.background;

import dev.longhaul.settings.Settings;

/**
 * How much one queue does at once and how much it holds.
 *
 * @param concurrency tasks that run at the same time; setting {@code longhaul.queue.<name>.concurrency}, default 1,
 *     which is strictly in order
 * @param capacity tasks that may wait, those running not counted; setting {@code longhaul.queue.<name>.capacity},
 *     default 10,000
 */
record QueueSettings(int concurrency, int capacity) {

    static QueueSettings from(Settings settings, String queue) {
        return new QueueSettings(
                settings.integer("longhaul.queue." + queue + ".concurrency", 1, 1, 1_000),
                settings.integer("longhaul.queue." + queue + ".capacity", 10_000, 1, 10_000_000));
    }
}
