package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.StartupOrder;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs with their handlers, which are all beans of type {@link RunHandler}, and the queue that they work on. */
@ApplicationScoped
class RunBeans {

    static final SchemaModule SCHEMA = new SchemaModule(
            "run", List.of("dev/longhaul/run/V1__runs.sql", "dev/longhaul/run/V2__cancel_receipt.sql"));

    private static final System.Logger LOG = System.getLogger(RunBeans.class.getName());
    /** The safety net under the direct hand-over; one query each time. */
    private static final Duration SCAN_PERIOD = Duration.ofSeconds(1);

    /** A run was recorded, in a transaction of the caller that may still be open. */
    record RunEnqueued(RunId id) {}

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
    Runs runs(RunStore store, AsyncState asyncState, ClusterNode node, Event<RunEnqueued> enqueued) {
        return new Runs(
                store,
                asyncState,
                JsonbBuilder.create(),
                Runs.Observer.on(node),
                id -> enqueued.fire(new RunEnqueued(id)));
    }

    @Produces
    @Singleton
    RunDispatcher dispatcher(
            RunStore store,
            AsyncState asyncState,
            ClusterNode node,
            BackgroundQueues queues,
            @Any Instance<RunHandler<?>> beans) {
        Map<String, RunHandler<?>> handlers = byType(beans);
        RunWorker worker = new RunWorker(store, asyncState, JsonbBuilder.create(), ownerOn(node), handlers);
        return new RunDispatcher(store, worker, queues.queue("runs"), handlers.keySet());
    }

    void start(
            @Observes @Priority(StartupOrder.RUNS) Startup event,
            RunStore store,
            RunDispatcher dispatcher,
            ClusterNode node,
            PermanentLoops loops) {
        int left = store.interruptLeftBy(ownerOn(node));
        if (left > 0) {
            LOG.log(Level.INFO, "{0} runs were left by an earlier process of node {1} and go on", left, node.name());
        }
        loops.start("run-scan", SCAN_PERIOD, dispatcher::scan);
    }

    /** Outside a transaction this is called at once, inside one after its commit. */
    void bring(@Observes(during = TransactionPhase.AFTER_SUCCESS) RunEnqueued enqueued, RunDispatcher dispatcher) {
        dispatcher.bring(enqueued.id());
    }

    private static RunOwner ownerOn(ClusterNode node) {
        return new RunOwner(node.name(), node.incarnation());
    }

    private static Map<String, RunHandler<?>> byType(Iterable<RunHandler<?>> beans) {
        Map<String, RunHandler<?>> handlers = new HashMap<>();
        for (RunHandler<?> handler : beans) {
            RunHandler<?> other = handlers.put(handler.type(), handler);
            if (other != null) {
                throw new IllegalStateException("type " + handler.type() + " of runs has two handlers: "
                        + other.getClass().getName() + " and "
                        + handler.getClass().getName());
            }
        }
        return handlers;
    }
}
