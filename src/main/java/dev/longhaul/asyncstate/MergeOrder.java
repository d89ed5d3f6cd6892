package dev.longhaul.asyncstate;

import java.util.Comparator;

/** Which of two entries of one key all nodes get after a split: the greater one. */
final class MergeOrder {

    /**
     * The later create wins. Within one create the later phase wins, so that an end beats a value that continues; then
     * the later write. The last two keys only make every node choose the same entry.
     */
    static final Comparator<StateEnvelope> STATES = Comparator.comparingLong(StateEnvelope::epoch)
            .thenComparing(StateEnvelope::phaseStored)
            .thenComparingLong(StateEnvelope::sequence)
            .thenComparing(StateEnvelope::instance)
            .thenComparing(StateEnvelope::json);

    /**
     * The earlier request for one state wins; within one request the copy that has come further. Of two requests that
     * were kept for a future state the later wins: the earlier may have been used up on the other side.
     */
    static final Comparator<CancelEnvelope> CANCELS = Comparator.comparingLong((CancelEnvelope request) ->
                    request.isKept() ? request.requestedMillis() : -request.requestedMillis())
            .thenComparing(CancelEnvelope::node)
            .thenComparing(CancelEnvelope::text)
            .thenComparing(request -> request.receipt().stage())
            .thenComparingLong(CancelEnvelope::observedMillis)
            .thenComparingLong(CancelEnvelope::deliveredMillis)
            .thenComparing(CancelEnvelope::isUsed);

    /** The later message wins; it may withdraw what was asked before. */
    static final Comparator<UpdateEnvelope> UPDATES =
            Comparator.comparingLong(UpdateEnvelope::number).thenComparing(UpdateEnvelope::kind);

    private MergeOrder() {}
}
