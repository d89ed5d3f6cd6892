package dev.longhaul.asyncstate;

import java.util.Comparator;
import java.util.List;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Decides after a split which entry all nodes get: the greatest in the given order, whichever side is preferred. Called
 * once per key on one node, also for keys that are equal everywhere and for keys that one side does not have: then the
 * other side's entry stays, for nothing is ever removed here but by lifespan. So this never answers null, which would
 * remove the entry.
 */
final class MergePolicy<V> implements EntryMergePolicy<String, V> {

    /**
     * The later create wins; of one create the later phase, so that an end beats a value that runs on; then the later
     * write. The last two only make every node choose the same.
     */
    static final MergePolicy<StateEnvelope> STATES = new MergePolicy<>(Comparator.comparingLong(StateEnvelope::epoch)
            .thenComparing(StateEnvelope::phaseStored)
            .thenComparingLong(StateEnvelope::sequence)
            .thenComparing(StateEnvelope::instance)
            .thenComparing(StateEnvelope::json));

    /**
     * The earlier request for one state wins; of one request the one that has come further. Of two that were kept for a
     * state to come the later wins: the earlier may have been used up on the other side.
     */
    static final MergePolicy<CancelEnvelope> CANCELS =
            new MergePolicy<>(Comparator.comparingLong((CancelEnvelope request) ->
                            request.isKept() ? request.requestedMillis() : -request.requestedMillis())
                    .thenComparing(CancelEnvelope::node)
                    .thenComparing(CancelEnvelope::text)
                    .thenComparingInt(CancelEnvelope::stagesReached));

    /** What was said later, which may take back what was said before. */
    static final MergePolicy<UpdateEnvelope> UPDATES =
            new MergePolicy<>(Comparator.comparingLong(UpdateEnvelope::number).thenComparing(UpdateEnvelope::kind));

    private final Comparator<V> order;

    private MergePolicy(Comparator<V> order) {
        this.order = order;
    }

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
