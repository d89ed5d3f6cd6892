package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.settings.Settings;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import org.infinispan.protostream.SerializationContextInitializer;

/** Shared state for tests of other packages: one node, in memory, nothing to start or stop. */
public final class TestStates {

    private TestStates() {}

    /** A cancel reaches its source on the calling thread, before it returns. */
    public static AsyncState alone() {
        NodeId self = new NodeId("test", "test-incarnation");
        StateSettings settings = StateSettings.from(Settings.defaults());
        AsyncState state = new AsyncState(
                new InMemoryStateStore(System::nanoTime),
                new StateNode(self, self.incarnation()::equals, Clock.systemUTC(), System::nanoTime),
                settings,
                new StateJson(JsonbBuilder.create(), settings.maxSize()));
        state.dispatch().wakeBy(state.dispatch()::step);
        return state;
    }

    /** What a node's caches hold, for its start. */
    public static SerializationContextInitializer schema() {
        return new GeneratedStateSchema();
    }

    /** On a node with peers, as the application runs it. */
    public static AsyncState running(ClusterNode node, PermanentLoops loops) {
        return ClusterStates.running(node, loops);
    }
}
