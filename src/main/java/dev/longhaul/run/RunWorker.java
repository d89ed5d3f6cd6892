package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.StateOptions;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes a waiting run, lets its handler work, and records how that ended. Called on a thread of the run queue. */
final class RunWorker {

    private static final System.Logger LOG = System.getLogger(RunWorker.class.getName());

    private final RunStore store;
    private final AsyncState asyncState;
    private final Jsonb jsonb;
    private final RunOwner owner;
    private final Map<String, RunHandler<?>> handlers;
    private final Map<RunId, Held> held = new ConcurrentHashMap<>();

    RunWorker(RunStore store, AsyncState asyncState, Jsonb jsonb, RunOwner owner, Map<String, RunHandler<?>> handlers) {
        this.store = store;
        this.asyncState = asyncState;
        this.jsonb = jsonb;
        this.owner = owner;
        this.handlers = Map.copyOf(handlers);
    }

    /** Does nothing when another owner was faster, the run was cancelled meanwhile, or its type has no handler here. */
    void work(RunId id, CancellationToken serverStopping) {
        if (serverStopping.isCancellationRequested()) {
            return;
        }
        store.claim(id, owner, handlers.keySet())
                .ifPresent(run -> hold(run, Objects.requireNonNull(handlers.get(run.type())), serverStopping));
    }

    private <R extends Record> void hold(Run run, RunHandler<R> handler, CancellationToken serverStopping) {
        String name = run.id().toString();
        try (CancellationSource source = CancellationSource.linkedTo(serverStopping)) {
            CancelStages stages = new CancelStages(source);
            held.put(run.id(), new Held(run.epoch(), stages));
            asyncState.create(run.progress(), name, StateOptions.defaults().withSource(source));
            cancelIfRecordedMeanwhile(run, source);
            RunOutcome outcome = attempt(run, handler, source);
            if (source.isCancellationRequested()) {
                store.recordStages(run.id(), run.epoch(), stages);
            }
            Optional<Run> ended = store.finish(run.id(), run.epoch(), outcome);
            ended.ifPresentOrElse(
                    end -> {
                        asyncState.updateOwned(RunProgress.class, name, published -> end.progress());
                        LOG.log(
                                Level.INFO,
                                "run {0} is {1} after {2} units",
                                name,
                                end.status(),
                                end.progress().processed());
                    },
                    () -> LOG.log(Level.WARNING, "run {0} has another owner; this one has stopped", name));
        } finally {
            held.remove(run.id());
            asyncState.remove(RunProgress.class, name);
        }
    }

    /** Records how far the cancels of runs have come that are still being worked on here; about once a second. */
    void recordStages() {
        held.forEach((id, run) -> {
            if (run.stages.hasNews()) {
                store.recordStages(id, run.epoch, run.stages);
            }
        });
    }

    private record Held(long epoch, CancelStages stages) {}

    /** A cancel that was recorded after the claim but before the state existed found nobody to tell. */
    private void cancelIfRecordedMeanwhile(Run run, CancellationSource source) {
        store.find(run.id())
                .map(Run::cancelRequest)
                .ifPresent(request -> source.cancel(
                        CancellationReason.of(Kind.USER, request.text()).withActor(request.actor())));
    }

    private <R extends Record> RunOutcome attempt(Run run, RunHandler<R> handler, CancellationSource source) {
        try {
            R request = jsonb.fromJson(run.request(), handler.requestType());
            handler.run(new OwnedRun<>(run, request, source.token(), store, asyncState));
            return source.reason().map(reason -> stopped(run, reason)).orElse(RunOutcome.RETURNED);
        } catch (JsonbException unreadable) {
            LOG.log(
                    Level.ERROR,
                    "run " + run.id() + " has a request that " + handler.requestType() + " cannot read",
                    unreadable);
            return RunOutcome.failed("the recorded request cannot be read: " + unreadable.getMessage());
        } catch (OperationCancelledException stopped) {
            return source.reason()
                    .map(reason -> stopped(run, reason))
                    .orElseGet(
                            () -> RunOutcome.failed("stopped without having been asked to: " + stopped.getMessage()));
        } catch (RunFailedException failure) {
            LOG.log(Level.INFO, "run {0} failed: {1}", run.id(), failure.getMessage());
            return RunOutcome.failed(String.valueOf(failure.getMessage()));
        } catch (RunLostException lost) {
            // finish() finds the newer epoch and says so
            return RunOutcome.STOPPED_BY_THE_SERVER;
        } catch (Exception | LinkageError | StackOverflowError unexpected) {
            LOG.log(Level.ERROR, "run " + run.id() + " failed", unexpected);
            return RunOutcome.failed(unexpected.getClass().getSimpleName() + ": " + unexpected.getMessage());
        }
    }

    private RunOutcome stopped(Run run, CancellationReason reason) {
        return switch (reason.kind()) {
            case SHUTDOWN -> RunOutcome.STOPPED_BY_THE_SERVER;
            case USER -> {
                // cancelled through async state alone: the database has to know who before it can say CANCELLED
                store.cancel(run.id(), String.valueOf(reason.actor()), reason.text(), reason.node());
                yield RunOutcome.RETURNED;
            }
            default -> RunOutcome.failed(reason.text());
        };
    }
}
