package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.run.RunClaims.Candidate;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What this process owns, and whether it may still believe so. While it owns a run it gives a sign of life each second;
 * when it could not for most of the lease, its runs are told to stop. Safe for any number of threads.
 */
final class Ownership {

    private static final System.Logger LOG = System.getLogger(Ownership.class.getName());

    /**
     * A sign of this age leaves the next one, which follows within a second or two, time before anybody doubts the
     * owner.
     */
    private static final Duration YOUNG = Duration.ofMillis(500);

    /** Of whoever enqueues. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final RunOwner self;
    private final RunClaims claims;
    private final NodeLease lease;
    private final HeldRuns held = new HeldRuns();
    /** Runs that are being recorded as owned by this process and not yet held. */
    private final Set<RunId> promised = ConcurrentHashMap.newKeySet();

    private volatile Runnable needsSign = () -> {};

    Ownership(RunOwner self, RunClaims claims, NodeLease lease) {
        this.self = self;
        this.claims = claims;
        this.lease = lease;
    }

    RunOwner self() {
        return self;
    }

    NodeLease lease() {
        return lease;
    }

    HeldRuns held() {
        return held;
    }

    /** Has somebody told when a sign is needed at once. */
    void onSignNeeded(Runnable callback) {
        needsSign = callback;
    }

    /** Whether this process owns runs, or may own one in a moment. */
    boolean isToBeShown() {
        return !held.isEmpty() || !promised.isEmpty();
    }

    /**
     * Says that this process will own a run as soon as a transaction commits that has not begun to record it, so that
     * the others never see it with an owner that looks dead. Until {@link #hold} or {@link #withdraw} signs are given.
     *
     * @return whether the database has a sign that is young enough; without one nothing is promised
     */
    boolean promise(RunId id) {
        promised.add(id);
        if (!lease.isShownWithin(YOUNG)) {
            needsSign.run();
        }
        boolean isShown = lease.awaitShownWithin(YOUNG, LONGEST_WAIT);
        if (!isShown) {
            withdraw(id);
        }
        return isShown;
    }

    boolean isPromised(RunId id) {
        return promised.contains(id);
    }

    /** The run is not going to be held after all. Harmless when nothing was promised. */
    void withdraw(RunId id) {
        promised.remove(id);
    }

    /** One query. */
    List<Candidate> candidates(Collection<String> types, int limit) {
        return claims.candidates(types, limit);
    }

    /**
     * Whether the owner of this run may be gone; one that this process owns itself counts, if it is not at work on it.
     */
    boolean maySuspect(Candidate candidate) {
        return self.incarnation().equals(candidate.incarnation()) || claims.maySuspect(candidate);
    }

    /** As {@link RunClaims#takeFromGone}. */
    boolean takeFromGone(RunId id) {
        return claims.takeFromGone(id, self);
    }

    Optional<Run> claim(RunId id, Predicate<Run> knows) {
        long before = lease.now();
        Optional<Run> claimed = claims.claim(id, self, knows);
        claimed.ifPresent(run -> {
            lease.confirm(before);
            LOG.log(Level.INFO, "run {0} is owned by node {1} with epoch {2}", id, self.node(), run.epoch());
        });
        return claimed;
    }

    void hold(Run run, CancellationSource source, CancelStages stages) {
        held.add(run, source, stages);
        promised.remove(run.id());
        if (!lease.isShownWithin(YOUNG)) {
            needsSign.run();
        }
    }

    void release(RunId id) {
        held.remove(id);
    }

    Optional<Run> finish(Run run, RunOutcome outcome) {
        return claims.finish(run.id(), run.epoch(), outcome);
    }

    /**
     * Tells every run to stop when the lease is over; called several times a second and never waits for the database.
     */
    void fence() {
        if (held.isEmpty() || lease.isValid()) {
            return;
        }
        String text = "node " + self.node() + " could not show itself for "
                + lease.sinceConfirmed().toMillis() + " ms and may have lost its runs";
        int told = held.cancelAll(CancellationReason.of(Kind.OWNER_LOST, text).withNode(self.node()));
        if (told > 0) {
            LOG.log(Level.WARNING, "{0}; {1} of them are told to stop", text, told);
        }
    }
}
