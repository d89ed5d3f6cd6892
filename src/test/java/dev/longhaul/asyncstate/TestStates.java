package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.StateNode.Wakes;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.EntryFormat;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.settings.Settings;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/** Shared state for tests of other packages. */
public final class TestStates {

    private TestStates() {}

    /** One node, in memory, nothing to start or stop. A cancel reaches its source on the calling thread. */
    public static AsyncState alone() {
        NodeId self = new NodeId("test", "test-incarnation");
        AtomicReference<StateNode> started = new AtomicReference<>();
        StateNode node = new StateNode(
                new InMemoryStateStore(System::nanoTime),
                new ThisNode(self, self.incarnation()::equals, Clock.systemUTC(), System::nanoTime),
                StateSettings.from(Settings.defaults()),
                new Wakes(() -> {}, () -> started.get().cancelDue(), () -> {}));
        started.set(node);
        return node.asyncState();
    }

    /** What a node's maps hold, for its start. */
    public static EntryFormat schema() {
        return StateNode.entryFormat();
    }

    /** Shared state as the application runs it. */
    public static AsyncState running(ClusterNode node, PermanentLoops loops) {
        return start(node, loops).asyncState();
    }

    static StateNode start(ClusterNode node, PermanentLoops loops) {
        return StateNode.start(node, StateSettings.from(Settings.defaults()), loops);
    }
}
