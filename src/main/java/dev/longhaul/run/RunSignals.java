package dev.longhaul.run;

import dev.longhaul.cluster.ClusterSignals;
import java.util.function.Consumer;

/**
 * What nodes tell each other about single runs. A signal may be lost; the scan finds the run then.
 *
 * @param waiting sends that a run waits and is not started at once on this node
 * @param cancelled sends that a cancel is recorded, for the run's owner
 */
record RunSignals(Consumer<RunId> waiting, Consumer<RunId> cancelled) {

    /** For a node that has no peers to tell. */
    static final RunSignals NONE = new RunSignals(id -> {}, id -> {});

    private static final String WAITING = "run-waiting";
    private static final String CANCELLED = "run-cancelled";

    static RunSignals over(ClusterSignals signals) {
        return new RunSignals(id -> signals.send(WAITING, id.toString()), id -> signals.send(CANCELLED, id.toString()));
    }

    /** Lets the dispatcher of this node hear the signals of the others. */
    static void receive(ClusterSignals signals, RunDispatcher dispatcher) {
        signals.onSignal(WAITING, id -> RunId.parse(id).ifPresent(dispatcher::enqueue));
        signals.onSignal(CANCELLED, id -> RunId.parse(id).ifPresent(dispatcher::noteCancel));
    }
}
