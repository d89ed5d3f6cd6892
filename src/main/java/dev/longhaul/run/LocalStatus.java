package dev.longhaul.run;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;

/** How far a run has come on this node. The arrows below are the only ones; any other is refused. */
enum LocalStatus {
    /** This node does nothing about it. */
    ABSENT,
    /** This node's one free slot is kept for it, while the transaction that records it as owned here is open. */
    RESERVED,
    /** In this node's queue; owned already if its slot was reserved, otherwise still to be claimed. */
    QUEUED,
    /** Owned by this node, and its handler works. */
    HELD,
    /** No longer worked on; this node is giving it up. */
    RELEASING,
    /** A scan takes it from an owner that is gone. */
    TAKING_OVER;

    private static final Map<LocalStatus, Map<LocalStatus, String>> ARROWS = new EnumMap<>(Map.ofEntries(
            entry(
                    ABSENT,
                    Map.of(
                            RESERVED, "an idle node keeps its slot before the run is recorded",
                            QUEUED, "it waits for an owner",
                            TAKING_OVER, "its owner may be gone")),
            entry(
                    RESERVED,
                    Map.of(
                            QUEUED, "the transaction that claimed it has committed",
                            RELEASING, "its slot or the lease was gone at the commit",
                            ABSENT, "it was not recorded as owned here")),
            entry(
                    QUEUED,
                    Map.of(
                            HELD, "its handler starts",
                            RELEASING, "it is owned, and the queue closed before it started",
                            ABSENT, "the queue refused it, or it was not claimed here")),
            entry(HELD, Map.of(RELEASING, "its handler has ended")),
            entry(RELEASING, Map.of(ABSENT, "this node has given it up")),
            entry(
                    TAKING_OVER,
                    Map.of(
                            QUEUED, "its owner is gone, and it waits for the next one",
                            ABSENT, "its owner keeps it, or it has ended"))));

    /** True when a run may go from this status to the other; never true for the same status. */
    boolean mayBecome(LocalStatus next) {
        return arrows().containsKey(next);
    }

    /** Why the arrow to the other status exists. */
    String reasonToBecome(LocalStatus next) {
        String reason = arrows().get(next);
        if (reason == null) {
            throw new IllegalStateException(
                    "a run that is " + this + " on this node cannot become " + next + ", only " + arrows().keySet());
        }
        return reason;
    }

    private Map<LocalStatus, String> arrows() {
        return ARROWS.getOrDefault(this, Map.of());
    }
}
