package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.StateOptions;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.database.ConnectionFaults;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;

/** Takes a waiting run, lets its handler work, and records how that ended. Called on a thread of the run queue. */
final class RunWorker {

    private static final System.Logger LOG = System.getLogger(RunWorker.class.getName());

    private final RunStore store;
    private final AsyncState asyncState;
    private final RunHandlers handlers;
    private final Ownership ownership;
    private volatile Runnable held = () -> {};

    RunWorker(RunStore store, AsyncState asyncState, RunHandlers handlers, Ownership ownership) {
        this.store = store;
        this.asyncState = asyncState;
        this.handlers = handlers;
        this.ownership = ownership;
    }

    /** Has this called, on the thread of the run, when a source can be told to stop it and it has not begun. */
    void onHeld(Runnable callback) {
        held = callback;
    }

    /**
     * Does nothing when another owner was faster, the run was cancelled meanwhile, or this node does not know its type
     * or cannot read its request.
     *
     * @return whether the run was worked on and waits for another owner now
     */
    boolean work(RunId id, CancellationToken serverStopping) {
        if (serverStopping.isCancellationRequested()) {
            return false;
        }
        Optional<Run> claimed = ownership.claim(id, handlers::knows);
        return claimed.isPresent() && hold(claimed.get(), handlers.of(claimed.get()), serverStopping);
    }

    /**
     * As {@link #work} for a run that was recorded as owned by this node, and is not yet worked on.
     *
     * @return whether it waits for another owner now
     */
    boolean begin(Run claimed, CancellationToken serverStopping) {
        if (serverStopping.isCancellationRequested()) {
            return finish(claimed, RunOutcome.STOPPED_BY_THE_SERVER);
        }
        return hold(claimed, handlers.of(claimed), serverStopping);
    }

    private <R extends Record> boolean hold(Run run, RunHandler<R> handler, CancellationToken serverStopping) {
        String name = run.id().toString();
        try (CancellationSource source = CancellationSource.linkedTo(serverStopping)) {
            CancelStages stages = new CancelStages(source);
            ownership.hold(run, source, stages);
            asyncState.create(run.progress(), name, StateOptions.defaults().withSource(source));
            held.run();
            RunOutcome outcome = attempt(run, handler, source);
            if (source.isCancellationRequested()) {
                store.recordStages(run.id(), run.epoch(), stages);
            }
            return finish(run, outcome);
        } catch (RuntimeException broken) {
            if (!ConnectionFaults.causedBy(broken)) {
                throw broken;
            }
            // still recorded as owned here; the next scan that reaches the database finds that nobody works on it
            LOG.log(Level.WARNING, "the end of run {0} could not be recorded: {1}", name, broken.getMessage());
            return false;
        } finally {
            ownership.release(run.id());
            // a successor on another node may have a state of this name by now
            asyncState.removeOwned(RunProgress.class, name);
        }
    }

    private boolean finish(Run run, RunOutcome outcome) {
        Optional<Run> ended = ownership.finish(run, outcome);
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
        asyncState.updateOwned(RunProgress.class, run.id().toString(), published -> end.progress());
        LOG.log(
                Level.INFO,
                "run {0} is {1} after {2} units",
                run.id(),
                end.status(),
                end.progress().processed());
        return end.status() == RunStatus.INTERRUPTED;
    }

    /** Records how far the cancels of runs have come that are still being worked on here; about once a second. */
    void recordStages() {
        ownership.held().forEach((id, run) -> {
            if (run.stages().hasNews()) {
                store.recordStages(id, run.epoch(), run.stages());
            }
        });
    }

    /**
     * A cancel that is recorded may not have come through the cluster; harmless when it has.
     *
     * @return whether the run is held here
     */
    boolean tellCancelled(RunId id) {
        Optional<HeldRuns.Held> held = ownership.held().find(id);
        held.filter(run -> !run.source().isCancellationRequested()).ifPresent(run -> store.find(id)
                .filter(found -> found.epoch() == run.epoch())
                .ifPresent(found -> cancelIfRecorded(found, run.source())));
        return held.isPresent();
    }

    private static void cancelIfRecorded(Run run, CancellationSource source) {
        CancelRequest request = run.cancelRequest();
        if (request != null) {
            source.cancel(CancellationReason.of(Kind.USER, request.text()).withActor(request.actor()));
        }
    }

    private <R extends Record> RunOutcome attempt(Run run, RunHandler<R> handler, CancellationSource source) {
        try {
            if (run.progress().phase().equals(RunRows.UNREADABLE)) {
                return RunOutcome.failed("its recorded progress cannot be read");
            }
            R request = handlers.request(run, handler);
            RunChunks chunks = store.chunks(new RunChunks.Hold(run, ownership.lease(), source.token()));
            handler.run(new OwnedRun<>(run, request, source.token(), chunks, asyncState));
            return source.reason().map(reason -> stopped(run, reason)).orElse(RunOutcome.RETURNED);
        } catch (OperationCancelledException stopped) {
            return source.reason()
                    .map(reason -> stopped(run, reason))
                    .orElseGet(
                            () -> RunOutcome.failed("stopped without having been asked to: " + stopped.getMessage()));
        } catch (RunFailedException failure) {
            LOG.log(Level.INFO, "run {0} failed: {1}", run.id(), failure.getMessage());
            return RunOutcome.failed(String.valueOf(failure.getMessage()));
        } catch (RunLostException lost) {
            LOG.log(Level.WARNING, "{0}", lost.getMessage());
            return RunOutcome.LOST;
        } catch (Exception | LinkageError | StackOverflowError unexpected) {
            if (ConnectionFaults.causedBy(unexpected)) {
                LOG.log(Level.WARNING, "run {0} lost its database: {1}", run.id(), unexpected.getMessage());
                return RunOutcome.LOST;
            }
            LOG.log(Level.ERROR, "run " + run.id() + " failed", unexpected);
            return RunOutcome.failed(unexpected.getClass().getSimpleName() + ": " + unexpected.getMessage());
        }
    }

    private RunOutcome stopped(Run run, CancellationReason reason) {
        return switch (reason.kind()) {
            case SHUTDOWN -> RunOutcome.STOPPED_BY_THE_SERVER;
            case OWNER_LOST, SUPERSEDED -> RunOutcome.LOST;
            case USER -> {
                // cancelled through async state alone: the database has to know who before it can say CANCELLED
                store.cancel(run.id(), String.valueOf(reason.actor()), reason.text(), reason.node());
                yield RunOutcome.RETURNED;
            }
            default -> RunOutcome.failed(Objects.requireNonNull(reason.text()));
        };
    }
}
