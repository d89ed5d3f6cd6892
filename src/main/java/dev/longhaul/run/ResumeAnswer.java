package dev.longhaul.run;

/** What became of a request to resume a run. */
public enum ResumeAnswer {
    /** It waits for an owner, which goes on after the last committed chunk. */
    RESUMED,
    /** It has not ended; nothing changed. */
    NOT_ENDED,
    /** It succeeded, so nothing is left to do; nothing changed. */
    SUCCEEDED,
    /** There is no such run. */
    UNKNOWN
}
