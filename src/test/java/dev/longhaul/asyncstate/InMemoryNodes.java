package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.StateNode.Wakes;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes that share one store in memory, with their loops and their clock turned by hand. */
public final class InMemoryNodes {

    private static final Duration TICK = Duration.ofMillis(250);

    private final AtomicLong nanos = new AtomicLong(1);
    private final InMemoryStateStore store = new InMemoryStateStore(nanos::get);
    private final Map<String, StateNode> nodes = new LinkedHashMap<>();

    InMemoryStateStore store() {
        return store;
    }

    /** Starts a node. Its incarnation is its name, so one that left and starts again takes another name. */
    public AsyncState start(String name) {
        return startNode(name, store).asyncState();
    }

    /** Starts a node whose loops the test turns itself, too. */
    StateNode startNode(String name) {
        return startNode(name, store);
    }

    /** Starts a node with something between it and the store. */
    StateNode startNode(String name, StateStore between) {
        ThisNode self = new ThisNode(new NodeId(name, name), nodes::containsKey, Clock.systemUTC(), nanos::get);
        // questions are decided on at once, on the thread of the node that asks
        Wakes wakes = new Wakes(() -> {}, () -> {}, () -> Objects.requireNonNull(nodes.get(name), name)
                .answer());
        StateNode started = new StateNode(between, self, StateSettings.from(Settings.defaults()), wakes);
        nodes.put(name, started);
        return started;
    }

    /** The node leaves without a word: its loops stop turning and no other node sees it. */
    public void kill(String name) {
        nodes.remove(name);
    }

    /** One round of every loop of every node, one interval later. */
    void tick() {
        nanos.addAndGet(TICK.toNanos());
        for (StateNode node : nodes.values()) {
            node.tick();
            node.cancelDue();
        }
    }

    public void settle() {
        tick();
        tick();
    }

    /** Time passes in steps of the loops. */
    public void elapse(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= TICK.toNanos()) {
            tick();
        }
    }

    /** Time passes and no loop turns. */
    void elapseUnnoticed(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
