package dev.longhaul.asyncstate;

/** How far the life of a state has come. It only moves down this list. {@code OWNER_LOST} is computed, never stored. */
public enum StatePhase {
    /** Its work is running, as far as this node can see. */
    RUNNING,
    /** Its owner is not in this node's view: it stopped, was killed or is cut off. The last value is still readable. */
    OWNER_LOST,
    /** The source attached to it was closed; the last value is still readable until the lifespan is over. */
    ENDED,
    /** Its lifespan is over. */
    EXPIRED,
    /** It was removed. */
    REMOVED;

    /** Whether its work is over. A merge prefers such a state to a running one. */
    public boolean isTerminal() {
        return compareTo(ENDED) >= 0;
    }

    /** Whether its value can be read. */
    public boolean isReadable() {
        return compareTo(ENDED) <= 0;
    }

    /** From an envelope; a phase that only a newer version knows counts as the end. */
    static StatePhase of(String text) {
        for (StatePhase phase : values()) {
            if (phase.name().equals(text)) {
                return phase;
            }
        }
        return ENDED;
    }
}
