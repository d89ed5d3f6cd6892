package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import dev.longhaul.settings.Settings;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes that share one store in memory, with their loops and their clock turned by hand. */
public final class StateNodes {

    private static final Duration TICK = Duration.ofMillis(250);

    private final AtomicLong nanos = new AtomicLong(1);
    private final InMemoryStateStore store = new InMemoryStateStore(nanos::get);
    private final List<AsyncState> nodes = new ArrayList<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    InMemoryStateStore store() {
        return store;
    }

    /** A node; its incarnation is its name, so one that left and started again takes another name. */
    public AsyncState start(String name) {
        return start(name, store);
    }

    /** As {@link #start(String)}, with something between the node and the store. */
    AsyncState start(String name, StateStore between) {
        StateSettings settings = StateSettings.from(Settings.defaults());
        StateNode self = new StateNode(new NodeId(name, name), present::contains, Clock.systemUTC(), nanos::get);
        AsyncState node =
                new AsyncState(between, self, settings, new StateJson(JsonbBuilder.create(), settings.maxSize()));
        // decided on at once, on the thread of whoever asks
        node.incomingUpdates().wakeBy(node.incomingUpdates()::step);
        nodes.add(node);
        present.add(name);
        return node;
    }

    /** The node is gone without a word: its loops no longer turn and nobody sees it. */
    public void kill(AsyncState node, String name) {
        nodes.remove(node);
        present.remove(name);
    }

    /** One round of every loop of every node, one interval later. */
    void tick() {
        nanos.addAndGet(TICK.toNanos());
        for (AsyncState node : nodes) {
            node.tick();
            node.dispatch().step();
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
