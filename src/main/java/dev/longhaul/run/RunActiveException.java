package dev.longhaul.run;

/** Refuses a new run because another one of the same person and start key has not ended. */
public final class RunActiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RunId active;

    RunActiveException(String startKey, RunId active) {
        super("run " + active + " of " + startKey + " has not ended, and only one may be active");
        this.active = active;
    }

    /** The run that has not ended. */
    public RunId active() {
        return active;
    }
}
