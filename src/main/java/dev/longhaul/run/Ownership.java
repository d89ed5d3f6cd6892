package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.run.RunClaims.Candidate;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What this process owns, and whether it may still believe so. While it owns a run it gives a sign of life each second; when
 * it could not for most of the lease, its runs are told to stop. Safe for any number of threads.
 */
final class Ownership {

    private static final System.Logger LOG = System.getLogger(Ownership.class.getName());

    private final RunOwner self;
    private final RunClaims claims;
    private final NodeLease lease;
    private final HeldRuns held = new HeldRuns();
    private volatile Runnable began = () -> {};

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

    /** Has somebody told whenever a run begins, who then gives signs. */
    void onBegin(Runnable callback) {
        began = callback;
    }

    /** One query. */
    List<Candidate> candidates(Collection<String> types, int limit) {
        return claims.candidates(types, limit);
    }

    /** Whether the owner of this run may be gone; one that this process owns itself counts, if it is not at work on it. */
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
        began.run();
    }

    void release(RunId id) {
        held.remove(id);
    }

    Optional<Run> finish(Run run, RunOutcome outcome) {
        return claims.finish(run.id(), run.epoch(), outcome);
    }

    /** Tells every run to stop when the lease is over; called several times a second and never waits for the database. */
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
