package dev.longhaul.run;

import org.jspecify.annotations.Nullable;

/**
 * How an owner's work on a run ended, before the database has decided what that makes of the run.
 *
 * @param status what the run becomes unless a cancel was recorded first
 * @param failure one sentence, for FAILED only
 * @param attemptSpent for INTERRUPTED only: whether this counts as one lost owner
 */
record RunOutcome(RunStatus status, @Nullable String failure, boolean attemptSpent) {

    static final RunOutcome RETURNED = new RunOutcome(RunStatus.SUCCEEDED, null, false);
    static final RunOutcome STOPPED_BY_THE_SERVER = new RunOutcome(RunStatus.INTERRUPTED, null, false);

    /** The database or this node was not there for a while; an owner continues later. */
    static final RunOutcome LOST = new RunOutcome(RunStatus.INTERRUPTED, null, true);

    static RunOutcome failed(String sentence) {
        return new RunOutcome(RunStatus.FAILED, sentence, false);
    }

    /** A run that was asked to stop and has stopped is cancelled, whatever else stopped it in the same moment. */
    RunStatus of(Run run) {
        return run.status() == RunStatus.CANCELLING && status != RunStatus.FAILED ? RunStatus.CANCELLED : status;
    }
}
