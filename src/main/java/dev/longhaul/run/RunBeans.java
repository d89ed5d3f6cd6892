package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ClusterSignals;
import dev.longhaul.database.Database;
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

/** The node of runs as beans. Its handlers are all beans of type {@link RunHandler}. */
@ApplicationScoped
class RunBeans {

    /** A run was recorded, in a transaction of the caller that may still be open. */
    record RunEnqueued(RunRecorder.Recorded recorded) {}

    @Produces
    @Singleton
    SchemaModule schema() {
        return RunNode.SCHEMA;
    }

    @Produces
    @Singleton
    RunSettings settings(Settings settings) {
        return RunSettings.from(settings);
    }

    @Produces
    @Singleton
    RunNode.Parts parts(
            Database database,
            AsyncState asyncState,
            ClusterNode node,
            ClusterSignals signals,
            PermanentLoops loops,
            BackgroundQueues queues) {
        return new RunNode.Parts(database, asyncState, node, signals, loops, queues);
    }

    @Produces
    @Singleton
    RunNode.Startable node(
            RunNode.Parts parts,
            RunSettings settings,
            @Any Instance<RunHandler<?>> handlers,
            Event<RunEnded> ended,
            Event<RunEnqueued> enqueued) {
        return RunNode.assemble(
                parts,
                settings,
                new RunNode.Hooks(
                        runs -> handlers, ended::fire, node -> recorded -> enqueued.fire(new RunEnqueued(recorded))));
    }

    @Produces
    @Singleton
    Runs runs(RunNode.Startable startable) {
        return startable.node().runs();
    }

    @Produces
    @Singleton
    RunTimers timers(RunNode.Startable startable) {
        return startable.node().timers();
    }

    void start(@Observes @Priority(StartupOrder.RUNS) Startup event, RunNode.Startable startable) {
        startable.start();
    }

    /** Outside a transaction this is called at once, inside one after its commit. */
    void startRecorded(
            @Observes(during = TransactionPhase.AFTER_SUCCESS) RunEnqueued enqueued, RunNode.Startable startable) {
        startable.node().committed(enqueued.recorded());
    }

    /** Outside a transaction this is called, too, but then everything is committed. */
    void forgetRolledBack(
            @Observes(during = TransactionPhase.AFTER_FAILURE) RunEnqueued enqueued, RunNode.Startable startable) {
        if (enqueued.recorded().mayRollBack()) {
            startable.node().rolledBack(enqueued.recorded());
        }
    }
}
