package dev.longhaul.run;

import java.time.Duration;

/**
 * Tells a handler that its run has another owner, or may have. The handler lets it pass; nothing more of its work is
 * recorded.
 */
public final class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunLostException(RunId id, long epoch) {
        super("run " + id + " is no longer owned with epoch " + epoch
                + ", or the database has lost a chunk of it; nothing was written");
    }

    RunLostException(RunId id, long epoch, Duration silent) {
        super("this node could not show itself for " + silent.toMillis() + " ms, so run " + id + " of epoch " + epoch
                + " may have another owner; this node no longer works on it");
    }
}
