package dev.longhaul.shop.productimport;

import dev.longhaul.run.RunStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Tells how fast imports are going, from what this node has seen of them. Each call is also a look, so the answer
 * becomes better while somebody watches; the first one is always {@link ImportPace#UNKNOWN}. Remembers the imports
 * looked at last, up to a bound. Safe for any number of threads.
 */
public final class ImportPaces {
    private static final int MAX_IMPORTS = 256;

    private final LongSupplier nanoClock;
    private final Map<String, PaceWindow> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PaceWindow> eldest) {
            return size() > MAX_IMPORTS;
        }
    };

    /**
     * With a clock of its own.
     *
     * @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     */
    public ImportPaces(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The pace of this import now; unknown unless it is running on a node that can be seen. */
    public synchronized ImportPace of(ImportView view) {
        if (view.status() != RunStatus.RUNNING || view.ownerLost()) {
            windows.remove(view.id());
            return ImportPace.UNKNOWN;
        }
        PaceWindow window = windows.computeIfAbsent(view.id(), id -> new PaceWindow());
        window.look(nanoClock.getAsLong(), view.processed());
        OptionalDouble perSecond = window.perSecond();
        if (perSecond.isEmpty()) {
            return ImportPace.UNKNOWN;
        }
        Long total = view.total();
        return ImportPace.of(perSecond.getAsDouble(), total == null ? null : total - view.processed());
    }
}
