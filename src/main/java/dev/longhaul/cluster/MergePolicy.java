package dev.longhaul.cluster;

import java.util.Comparator;
import java.util.List;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decides after a split which entry all nodes get: the greatest in the given order, whichever side is preferred. Called
 * once per key on one node, also for keys that are equal everywhere and for keys that one side does not have: then the
 * other side's entry stays, because only lifespan removes entries here. So this never returns null, which would remove
 * the entry.
 */
record MergePolicy<V>(Comparator<V> order) implements EntryMergePolicy<String, V> {

    @Override
    public @Nullable CacheEntry<String, V> merge(
            @Nullable CacheEntry<String, V> preferred, List<CacheEntry<String, V>> others) {
        CacheEntry<String, V> best = preferred;
        for (CacheEntry<String, V> other : others) {
            if (isBetter(other, best)) {
                best = other;
            }
        }
        return best;
    }

    private boolean isBetter(@Nullable CacheEntry<String, V> some, @Nullable CacheEntry<String, V> than) {
        if (some == null || some.getValue() == null) {
            return false;
        }
        return than == null || than.getValue() == null || order.compare(some.getValue(), than.getValue()) > 0;
    }
}
