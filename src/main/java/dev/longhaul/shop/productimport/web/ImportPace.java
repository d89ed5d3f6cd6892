package dev.longhaul.shop.productimport.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast an import runs.
 *
 * @param recordsPerSecond over the last seconds, zero when it does not advance; null while too little has been seen
 * @param remaining how long the rest takes at that pace; null while that cannot be said
 */
record ImportPace(
        @Nullable Double recordsPerSecond, @Nullable Duration remaining) {
    /** Nothing can be said. */
    static final ImportPace UNKNOWN = new ImportPace(null, null);

    static ImportPace of(double recordsPerSecond, @Nullable Long left) {
        if (left == null || recordsPerSecond <= 0) {
            return new ImportPace(recordsPerSecond, null);
        }
        return new ImportPace(
                recordsPerSecond, Duration.ofMillis((long) (Math.max(0, left) / recordsPerSecond * 1000)));
    }
}
