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
 * the entry. An entry that does not belong under its key loses against any that does.
 */
record MergePolicy<V>(EntryCheck<V> check, Comparator<V> order) implements EntryMergePolicy<Object, Object> {

    @Override
    public @Nullable CacheEntry<Object, Object> merge(
            @Nullable CacheEntry<Object, Object> preferred, List<CacheEntry<Object, Object>> others) {
        CacheEntry<Object, Object> best = preferred;
        for (CacheEntry<Object, Object> other : others) {
            if (isBetter(other, best)) {
                best = other;
            }
        }
        return best;
    }

    private boolean isBetter(@Nullable CacheEntry<Object, Object> some, @Nullable CacheEntry<Object, Object> than) {
        V entry = accepted(some);
        if (entry == null) {
            return false;
        }
        V earlier = accepted(than);
        return earlier == null || order.compare(entry, earlier) > 0;
    }

    private @Nullable V accepted(@Nullable CacheEntry<Object, Object> found) {
        return found == null ? null : check.accept(found.getKey(), found.getValue());
    }
}
