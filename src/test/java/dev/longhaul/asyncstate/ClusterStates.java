package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.settings.Settings;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.time.Duration;

/** Shared state on a node of a test's cluster, its loops turned by hand. */
final class ClusterStates {

    private ClusterStates() {}

    static AsyncState on(ClusterNode node) {
        StateSettings settings = StateSettings.from(Settings.defaults());
        StateNode self = new StateNode(node.id(), node::isPresent, Clock.systemUTC(), System::nanoTime);
        return new AsyncState(
                new InfinispanStateStore(node, Duration.ofSeconds(2)),
                self,
                settings,
                new StateJson(JsonbBuilder.create(), settings.maxSize()));
    }
}
