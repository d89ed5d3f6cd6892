package dev.longhaul.run;

/** What becomes of a new run while another one with the same start key has not ended. */
public enum StartPolicy {
    /** It waits until all earlier ones have ended. */
    QUEUE,
    /** It is refused with {@link RunActiveException}. */
    REFUSE,
    /** The others are cancelled, and it begins when they have stopped. */
    SUPERSEDE
}
