package dev.longhaul.run;

import dev.longhaul.asyncstate.StateType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is. Never a percentage: a page that shows one derives it, and shows none while the total is unknown.
 *
 * @param phase what it is doing now, a stable lower-case word such as {@code importing}
 * @param processed units done, of the total when that is known
 * @param total units there are, null while unknown
 * @param counts results by stable name, such as {@code created}; what they mean is the handler's
 */
@StateType("run")
public record RunProgress(
        String phase, long processed, @Nullable Long total, Map<String, Long> counts) {

    public RunProgress {
        counts = Map.copyOf(counts);
    }

    /** Nothing done yet. */
    public static RunProgress none(@Nullable Long total) {
        return new RunProgress("waiting", 0, total, Map.of());
    }

    /** The count of this name, zero when there is none. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
