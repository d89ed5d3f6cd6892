package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ClusterSignals;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;

/** Runs with their handlers, which are all beans of type {@link RunHandler}, and the queue that they work on. */
@ApplicationScoped
class RunBeans {

    private static final System.Logger LOG = System.getLogger(RunBeans.class.getName());

    static final SchemaModule SCHEMA = new SchemaModule(
            "run",
            List.of(
                    "dev/longhaul/run/V1__runs.sql",
                    "dev/longhaul/run/V2__cancel_receipt.sql",
                    "dev/longhaul/run/V3__ownership.sql"));

    /** A run was recorded, in a transaction of the caller that may still be open. */
    record RunEnqueued(RunIntake.Recorded recorded) {}

    @Produces
    @Singleton
    SchemaModule schema() {
        return SCHEMA;
    }

    @Produces
    @Singleton
    RunStore store(Database database, Event<RunEnded> ended) {
        return new RunStore(database, JsonbBuilder.create(), ended::fire);
    }

    @Produces
    @Singleton
    Runs runs(
            RunStore store,
            AsyncState asyncState,
            ClusterNode node,
            Event<RunEnqueued> enqueued,
            Instance<RunDispatcher> dispatcher) {
        return new Runs(
                store,
                asyncState,
                JsonbBuilder.create(),
                Runs.Observer.on(node),
                new DispatchAfterCommit(enqueued, dispatcher));
    }

    /** Waits with what was recorded until the transaction of the caller is over, where there is one. */
    private static final class DispatchAfterCommit implements RunDispatch {

        private final Event<RunEnqueued> enqueued;
        /** Looked up late: handlers may enqueue runs themselves. */
        private final Instance<RunDispatcher> dispatcher;

        DispatchAfterCommit(Event<RunEnqueued> enqueued, Instance<RunDispatcher> dispatcher) {
            this.enqueued = enqueued;
            this.dispatcher = dispatcher;
        }

        @Override
        public boolean promise(RunId id, NewRun run) {
            return dispatcher.get().promise(id, run);
        }

        @Override
        public void recorded(RunIntake.Recorded recorded) {
            enqueued.fire(new RunEnqueued(recorded));
        }

        @Override
        public void withdraw(RunId id) {
            dispatcher.get().withdraw(id);
        }

        @Override
        public void cancelled(RunId id) {
            dispatcher.get().cancelled(id);
        }
    }

    @Produces
    @Singleton
    RunTimers timers(Runs runs) {
        return new RunTimers(runs, Clock.systemUTC());
    }

    @Produces
    @Singleton
    RunSettings settings(Settings settings) {
        return RunSettings.from(settings);
    }

    @Produces
    @Singleton
    OwnerJudge judge(Database database, ClusterNode node, RunSettings settings) {
        return new OwnerJudge(
                settings,
                new OwnerJudge.View(
                        incarnation -> !node.isAlone() && node.isPresent(incarnation),
                        node.isAlone(),
                        isOnlyProcess(database),
                        settings.sessionLocks()));
    }

    @Produces
    @Singleton
    RunClaims claims(RunStore store, OwnerJudge judge) {
        return store.claims(judge);
    }

    @Produces
    @Singleton
    Ownership ownership(Database database, ClusterNode node, RunClaims claims, RunSettings settings) {
        NodeLease lease =
                isOnlyProcess(database) ? NodeLease.unlimited() : new NodeLease(System::nanoTime, settings.fence());
        return new Ownership(new RunOwner(node.name(), node.incarnation()), claims, lease);
    }

    @Produces
    @Singleton
    RunDispatcher dispatcher(
            RunStore store,
            Ownership ownership,
            AsyncState asyncState,
            BackgroundQueues queues,
            @Any Instance<RunHandler<?>> beans) {
        RunHandlers handlers = new RunHandlers(beans, JsonbBuilder.create());
        RunWorker worker = new RunWorker(store, asyncState, handlers, ownership);
        return new RunDispatcher(worker, handlers, ownership, queues.queue("runs"));
    }

    void start(
            @Observes @Priority(StartupOrder.RUNS) Startup event,
            Database database,
            RunDispatcher dispatcher,
            Ownership ownership,
            RunSettings settings,
            RunTimers timers,
            RunLoops loops) {
        database.jdbi().useHandle(NodeRows::forgetOld);
        if (!isOnlyProcess(database)) {
            loops.keep(ownership, database, settings, settings.sessionLocks());
        }
        loops.scan(dispatcher);
        loops.tick(timers);
    }

    @Produces
    @Singleton
    RunLoops loops(PermanentLoops loops, ClusterNode node, ClusterSignals signals) {
        return new RunLoops(loops, node, signals);
    }

    // an H2 file opens in one process: whoever owned a run before is dead, and nobody can take one from here
    private static boolean isOnlyProcess(Database database) {
        return database.dialect() == Dialect.H2;
    }

    /** Outside a transaction this is called at once, inside one after its commit. */
    void bring(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) RunEnqueued enqueued,
            RunDispatcher dispatcher,
            Runs runs,
            BackgroundTaskQueue queue) {
        dispatcher.recorded(enqueued.recorded());
        enqueued.recorded().superseded().forEach(id -> tellLater(queue, runs, id));
    }

    // not here: the transaction is over and still on this thread, so that WildFly gives no connection
    private static void tellLater(BackgroundTaskQueue queue, Runs runs, RunId id) {
        try {
            queue.enqueue("tell run " + id + " that it was superseded", token -> runs.tellSuperseded(id));
        } catch (QueueFullException | QueueClosedException refused) {
            LOG.log(Level.DEBUG, "the scan tells run {0} that it was superseded ({1})", id, refused.getMessage());
        }
    }

    /** Outside a transaction this is called, too, but then everything is committed. */
    void forget(@Observes(during = TransactionPhase.AFTER_FAILURE) RunEnqueued enqueued, RunDispatcher dispatcher) {
        if (enqueued.recorded().mayRollBack()) {
            dispatcher.withdraw(enqueued.recorded().id());
        }
    }
}
