package dev.longhaul.run;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;

/** Where a run stands. The arrows below are the only ones; what is not listed is refused. */
public enum RunStatus {
    /** Accepted and recorded, not started yet. */
    ENQUEUED,
    /** A node owns it and works on it. */
    RUNNING,
    /** A person asked it to stop; its owner has not ended yet. */
    CANCELLING,
    /** Stopped because a person asked. */
    CANCELLED,
    /** Its server stopped or died; it continues from its last committed chunk. */
    INTERRUPTED,
    /** Too many of its owners died; waits for a person. */
    PARKED,
    /** Ended by itself, all work done. */
    SUCCEEDED,
    /** Ended by an error; what was committed before stays. */
    FAILED;

    private static final Map<RunStatus, Map<RunStatus, String>> ARROWS = new EnumMap<>(Map.ofEntries(
            entry(ENQUEUED, Map.of(RUNNING, "claimed", CANCELLED, "cancelled before a start")),
            entry(
                    RUNNING,
                    Map.of(
                            SUCCEEDED, "ended",
                            FAILED, "threw",
                            CANCELLING, "asked to stop",
                            INTERRUPTED, "its server stopped or died")),
            entry(
                    CANCELLING,
                    Map.of(
                            CANCELLED, "stopped, or forced by an administrator",
                            FAILED, "threw while stopping",
                            INTERRUPTED, "its server stopped or died")),
            entry(
                    INTERRUPTED,
                    Map.of(
                            RUNNING, "claimed with the next epoch",
                            CANCELLED, "cancelled between owners",
                            PARKED, "its third owner died")),
            entry(PARKED, Map.of(ENQUEUED, "an administrator tries again", CANCELLED, "an administrator gives up")),
            entry(FAILED, Map.of(ENQUEUED, "resumed from its checkpoint")),
            entry(CANCELLED, Map.of(ENQUEUED, "resumed from its checkpoint")),
            entry(SUCCEEDED, Map.of())));

    /** True when a run may go from this status to the other; never true for the same status. */
    public boolean mayBecome(RunStatus next) {
        return arrows().containsKey(next);
    }

    /** Why the arrow to the other status exists. */
    String reasonToBecome(RunStatus next) {
        String reason = arrows().get(next);
        if (reason == null) {
            throw new IllegalStateException(
                    "a run that is " + this + " cannot become " + next + ", only " + arrows().keySet());
        }
        return reason;
    }

    /** A node works on it now. */
    public boolean isOwned() {
        return this == RUNNING || this == CANCELLING;
    }

    /** Nothing more happens to it unless a person resumes it. */
    public boolean isEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    private Map<RunStatus, String> arrows() {
        return ARROWS.getOrDefault(this, Map.of());
    }
}
