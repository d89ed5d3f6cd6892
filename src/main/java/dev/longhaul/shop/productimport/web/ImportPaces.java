package dev.longhaul.shop.productimport.web;

import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.productimport.ImportView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Says how fast imports run, from what this node has seen of them. Each call is also a measurement, so the answer gets
 * better while a page is open; the first one is always {@link ImportPace#UNKNOWN}. Remembers the imports asked about
 * last, up to a bound. Safe for any number of threads.
 */
final class ImportPaces {
    private static final int MAX_IMPORTS = 256;

    private final LongSupplier nanoClock;
    private final Map<RunId, PaceWindow> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, PaceWindow> eldest) {
            return size() > MAX_IMPORTS;
        }
    };

    /** @param nanoClock a monotonic clock in nanoseconds, such as {@link System#nanoTime} */
    ImportPaces(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The pace of this import now; unknown unless it is running on a node that can be seen. */
    synchronized ImportPace of(ImportView view) {
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
