package dev.longhaul.it.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Says of measured times what half, nearly all and all of them stayed below. */
public record Percentiles(List<Duration> sorted) {

    public static Percentiles of(Collection<Duration> times) {
        return new Percentiles(times.stream().sorted().toList());
    }

    public Duration at(int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    public Duration max() {
        return sorted.get(sorted.size() - 1);
    }

    @Override
    public String toString() {
        return "p50 " + millis(at(50)) + ", p99 " + millis(at(99)) + ", max " + millis(max()) + " ms of "
                + sorted.size();
    }

    private static String millis(Duration time) {
        return String.format("%.1f", time.toNanos() / 1e6);
    }
}
