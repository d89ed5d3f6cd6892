package dev.longhaul.run;

/** What became of a request to cancel a run. */
public enum CancelAnswer {
    /** Recorded, now or by an earlier request; the run stops at its next step, wherever it runs. */
    ACCEPTED,
    /** It had already stopped because of a cancel, or had not started and is cancelled now. */
    CANCELLED,
    /** It ended otherwise before the request was recorded; nothing changed. */
    ALREADY_ENDED,
    /** The run does not exist. */
    UNKNOWN
}
