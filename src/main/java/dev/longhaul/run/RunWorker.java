package dev.longhaul.run;

import dev.longhaul.asyncstate.StateOptions;
import dev.longhaul.asyncstate.StateOwnedElsewhereException;
import dev.longhaul.asyncstate.UnknownStateException;
import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.database.ConnectionFaults;
import dev.longhaul.database.StorageFaults;
import dev.longhaul.run.LocalRuns.Held;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Claims a run, lets its handler work, and records how that ended. Called on a thread of the run queue. */
final class RunWorker {

    private static final System.Logger LOG = System.getLogger(RunWorker.class.getName());

    private final LocalNode node;

    RunWorker(LocalNode node) {
        this.node = node;
    }

    /**
     * Claims a run that is in this node's queue, and works on it. Does nothing when another owner was faster, the run
     * has been cancelled, or this node does not handle its type or cannot read its request.
     *
     * @return whether the run was worked on and now waits for another owner
     */
    boolean work(RunId id, CancellationToken serverStopping) {
        if (serverStopping.isCancellationRequested()) {
            return false;
        }
        Run run = claim(id).orElse(null);
        return run != null && hold(run, node.handlers().of(run), serverStopping);
    }

    private Optional<Run> claim(RunId id) {
        NodeLease lease = node.lease();
        long before = lease.now();
        Optional<Run> claimed = node.claims().claim(id, lease.holder(), node.handlers()::knows);
        claimed.ifPresent(run -> {
            // the claim is a heartbeat, too
            lease.confirm(before);
            LOG.log(
                    Level.INFO,
                    "run {0} is owned by node {1} with epoch {2}",
                    id,
                    lease.holder().name(),
                    run.epoch());
        });
        return claimed;
    }

    /**
     * Works on a run that is in this node's queue and was recorded as owned by this node.
     *
     * @return whether it now waits for another owner
     */
    boolean start(Run claimed, CancellationToken serverStopping) {
        if (serverStopping.isCancellationRequested()) {
            return finish(claimed, RunOutcome.STOPPED_BY_THE_SERVER);
        }
        return hold(claimed, node.handlers().of(claimed), serverStopping);
    }

    private <R extends Record> boolean hold(Run run, RunHandler<R> handler, CancellationToken serverStopping) {
        String name = run.id().toString();
        try (CancellationSource source = CancellationSource.linkedTo(serverStopping);
                CancellationSource asked = new CancellationSource()) {
            if (!node.runs().hold(run, source)) {
                return false;
            }
            node.turns().served(run.startedBy());
            node.lease().refresh();
            // a peer can write a cancel in any name, so one only makes this node ask the database
            asked.token().onCancelled(reason -> scanSoon(run.id()));
            node.asyncState()
                    .create(run.progress(), name, StateOptions.defaults().withSource(asked));
            if (node.runs().isCancelPending(run.id())) {
                node.wakeScan().run();
            }
            RunOutcome outcome = attempt(run, handler, source);
            if (source.isCancellationRequested()) {
                recordStages(run.id(), run.epoch(), source);
            }
            return finish(run, outcome);
        } catch (RuntimeException broken) {
            if (!ConnectionFaults.causedBy(broken) && !StorageFaults.causedBy(broken)) {
                throw broken;
            }
            // still recorded as owned here; the next scan that reaches the database finds that it was left behind
            LOG.log(Level.WARNING, "the end of run {0} could not be recorded: {1}", name, broken.getMessage());
            return false;
        } finally {
            node.runs().end(run.id());
            // a successor on another node may have a state of this name by now
            node.asyncState().removeOwned(RunProgress.class, name);
        }
    }

    private boolean finish(Run run, RunOutcome outcome) {
        Optional<Run> ended = node.claims().finish(run.id(), run.epoch(), outcome);
        if (ended.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "run {0} has another owner than node {1} with epoch {2}, which has stopped",
                    run.id(),
                    run.node(),
                    run.epoch());
            return false;
        }
        Run end = ended.get();
        publish(end);
        LOG.log(
                Level.INFO,
                "run {0} is {1} after {2} units",
                run.id(),
                end.status(),
                end.progress().processed());
        return end.status() == RunStatus.INTERRUPTED;
    }

    private void publish(Run end) {
        try {
            node.asyncState().updateOwned(RunProgress.class, end.id().toString(), published -> end.progress());
        } catch (UnknownStateException | StateOwnedElsewhereException gone) {
            // a run that was stopped before it started has no state, and an operator may have cleared the cache
            LOG.log(Level.DEBUG, "the end of run {0} is not shown: {1}", end.id(), gone.getMessage());
        }
    }

    /** Records how far the cancels of the runs have come that this node still works on. */
    void recordStages() {
        Instant now = Clock.systemUTC().instant();
        for (Held run : node.runs().held()) {
            CancelAges ages = CancelAges.at(now, run.source()).orElse(null);
            if (ages != null && ages.stageCount() > run.stagesRecorded()) {
                node.runs().noteStages(run.id(), ages.stageCount());
                node.tables().interventions().recordStages(run.id(), run.epoch(), ages);
            }
        }
    }

    private void recordStages(RunId id, long epoch, CancellationSource source) {
        CancelAges.at(Clock.systemUTC().instant(), source)
                .ifPresent(ages -> node.tables().interventions().recordStages(id, epoch, ages));
    }

    /** Has the database asked, soon and on another thread, whether a run that is held here must stop. */
    private void scanSoon(RunId id) {
        if (node.runs().noteCancel(id)) {
            node.wakeScan().run();
        }
    }

    /**
     * Stops a run that is held here if the database says so: its cancel is recorded, or it has another owner. Harmless
     * when it has been stopped. What only the cluster says changes nothing and is logged once.
     */
    void stopIfRecorded(RunId id) {
        Held held = node.runs().held(id).orElse(null);
        if (held == null || held.source().isCancellationRequested()) {
            return;
        }
        Run found = node.tables().queries().find(id).orElse(null);
        if (found == null || found.epoch() != held.epoch()) {
            held.source().cancel(lost(held));
            return;
        }
        CancelReceipt cancel = found.cancelReceipt();
        if (cancel != null) {
            held.source().cancel(cancel.reason());
        } else if (node.runs().noteUnrecorded(id)) {
            LOG.log(
                    Level.WARNING,
                    "a cancel of run {0} came through the cluster, but the database has none: it is ignored",
                    id);
        }
    }

    private CancellationReason lost(Held held) {
        String name = node.lease().holder().name();
        String text = "run " + held.id() + " has another owner than node " + name + " with epoch " + held.epoch();
        return CancellationReason.of(Kind.OWNER_LOST, text).withNode(name);
    }

    /** Cancels this node's runs when the lease is over. Called several times a second; never waits for the database. */
    void fence() {
        NodeLease lease = node.lease();
        if (lease.isValid() || node.runs().held().isEmpty()) {
            return;
        }
        String name = lease.holder().name();
        String text = "node " + name + " could not show itself for "
                + lease.sinceConfirmed().toMillis() + " ms and may have lost its runs";
        int cancelled = node.runs()
                .cancelHeld(CancellationReason.of(Kind.OWNER_LOST, text).withNode(name));
        if (cancelled > 0) {
            LOG.log(Level.WARNING, "{0}; {1} of them are cancelled", text, cancelled);
        }
    }

    private <R extends Record> RunOutcome attempt(Run run, RunHandler<R> handler, CancellationSource source) {
        try {
            if (!run.isProgressReadable()) {
                return RunOutcome.failed("its recorded progress cannot be read");
            }
            R request = node.handlers().request(run, handler);
            ChunkCommits chunks = node.tables().chunks(new ChunkOwner(run, node.lease(), source));
            handler.run(new HandlerExecution<>(run, request, source.token(), chunks, node.asyncState()));
            return source.reason().map(RunWorker::stopped).orElse(RunOutcome.RETURNED);
        } catch (OperationCancelledException stopped) {
            return source.reason()
                    .map(RunWorker::stopped)
                    .orElseGet(
                            () -> RunOutcome.failed("stopped without having been asked to: " + stopped.getMessage()));
        } catch (RunFailedException failure) {
            LOG.log(Level.INFO, "run {0} failed: {1}", run.id(), failure.getMessage());
            return RunOutcome.failed(String.valueOf(failure.getMessage()));
        } catch (RunLostException lost) {
            LOG.log(Level.WARNING, "{0}", lost.getMessage());
            return RunOutcome.LOST;
        } catch (Exception | LinkageError | StackOverflowError unexpected) {
            if (ConnectionFaults.causedBy(unexpected) || StorageFaults.causedBy(unexpected)) {
                LOG.log(Level.WARNING, "run {0} lost its database: {1}", run.id(), unexpected.getMessage());
                return RunOutcome.LOST;
            }
            LOG.log(Level.ERROR, "run " + run.id() + " failed", unexpected);
            return RunOutcome.failed(unexpected.getClass().getSimpleName() + ": " + unexpected.getMessage());
        }
    }

    private static RunOutcome stopped(CancellationReason reason) {
        return switch (reason.kind()) {
            case SHUTDOWN -> RunOutcome.STOPPED_BY_THE_SERVER;
            case OWNER_LOST, SUPERSEDED -> RunOutcome.LOST;
            // recorded before the token fired; the end of the run reads it again
            case USER -> RunOutcome.RETURNED;
            default -> RunOutcome.failed(Objects.requireNonNull(reason.text()));
        };
    }
}
