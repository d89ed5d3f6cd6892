package dev.longhaul.run;

/** Tells a handler that its run has another owner. The handler lets it pass; nothing more of its work is recorded. */
public final class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunLostException(RunId id, long epoch) {
        super("run " + id + " is no longer owned with epoch " + epoch + "; nothing was written");
    }
}
