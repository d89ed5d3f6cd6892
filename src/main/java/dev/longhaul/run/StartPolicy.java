package dev.longhaul.run;

/** What becomes of a new run while another one of the same person and start key has not ended. */
public enum StartPolicy {
    /** It waits until all earlier ones have ended. */
    QUEUE,
    /** It is refused with {@link RunActiveException}. */
    REFUSE,
    /** The others of its type are cancelled; it begins when all have ended. */
    SUPERSEDE
}
