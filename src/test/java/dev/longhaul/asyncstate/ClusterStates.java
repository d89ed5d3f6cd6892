package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.lifecycle.PermanentLoop;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.settings.Settings;
import jakarta.json.bind.JsonbBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Shared state on a node of a test's cluster. */
final class ClusterStates {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private ClusterStates() {}

    /** With its loops turned by hand, but for the one that answers other nodes' updates: those wait for it. */
    static AsyncState on(ClusterNode node, PermanentLoops loops) {
        return on(node, loops, store -> store);
    }

    /** As the application runs it. */
    static AsyncState running(ClusterNode node, PermanentLoops loops) {
        return running(node, loops, store -> store);
    }

    /** As the application runs it, with something between it and its store. */
    static AsyncState running(ClusterNode node, PermanentLoops loops, UnaryOperator<StateStore> between) {
        AsyncState state = on(node, loops, between);
        PermanentLoop flush = loops.start("flush-" + node.name(), Duration.ofMillis(250), state::tick);
        state.wakeFlushBy(flush::wake);
        node.onViewChanged(() -> {
            state.flush().rewriteAll();
            flush.wake();
        });
        PermanentLoop dispatch = loops.start("dispatch-" + node.name(), LOOK, state.dispatch()::step);
        state.dispatch().wakeBy(dispatch::wake);
        return state;
    }

    private static AsyncState on(ClusterNode node, PermanentLoops loops, UnaryOperator<StateStore> between) {
        StateSettings settings = StateSettings.from(Settings.defaults());
        StateNode self = new StateNode(node.id(), node::isPresent, Clock.systemUTC(), System::nanoTime);
        AsyncState state = new AsyncState(
                between.apply(new InfinispanStateStore(node, Duration.ofSeconds(2))),
                self,
                settings,
                new StateJson(JsonbBuilder.create(), settings.maxSize()));
        PermanentLoop updates = loops.start("updates-" + node.name(), LOOK, state.incomingUpdates()::step);
        state.incomingUpdates().wakeBy(updates::wake);
        return state;
    }
}
