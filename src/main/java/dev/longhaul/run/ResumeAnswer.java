package dev.longhaul.run;

/** What became of a request to resume a run. */
public enum ResumeAnswer {
    /** It waits for an owner, which continues after the last committed chunk. */
    RESUMED,
    /** It has not ended; nothing changed. */
    NOT_ENDED,
    /** It succeeded, so nothing is left to do; nothing changed. */
    SUCCEEDED,
    /** Another run works on what it has left, or has done so; nothing changed. */
    HELD,
    /** The run does not exist. */
    UNKNOWN
}
