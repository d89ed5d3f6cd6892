package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import dev.longhaul.settings.Settings;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;

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
}
