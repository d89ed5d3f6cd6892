package dev.longhaul.run;

/** What became of a request to end a run that does not answer its cancel. */
public enum ForceAnswer {
    /** It is cancelled now, and its owner can write nothing more. */
    FORCED,
    /** It was asked to stop only a short while ago and may still answer; nothing changed. */
    TOO_EARLY,
    /** Nobody asked it to stop, or it has ended; nothing changed. */
    NOT_CANCELLING,
    /** The run does not exist. */
    UNKNOWN
}
