package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ClusterSettings;
import dev.longhaul.lifecycle.PermanentLoop;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.ShutdownParticipant;
import dev.longhaul.lifecycle.ShutdownSequence;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.infinispan.protostream.SerializationContextInitializer;

/** Ties shared state to the cluster's caches and to the loops that flush and dispatch. */
@ApplicationScoped
class StateBeans {

    private static final System.Logger LOG = System.getLogger(StateBeans.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Produces
    @Singleton
    StateSettings settings(Settings settings) {
        return StateSettings.from(settings);
    }

    @Produces
    @Singleton
    SerializationContextInitializer schema() {
        return new GeneratedStateSchema();
    }

    @Produces
    @Singleton
    AsyncState state(ClusterNode node, ClusterSettings cluster, StateSettings settings, ShutdownSequence sequence) {
        StateNode self = new StateNode(node.id(), node::isPresent, Clock.systemUTC(), System::nanoTime);
        StateJson json = new StateJson(JsonbBuilder.create(), settings.maxSize());
        AsyncState state =
                new AsyncState(new InfinispanStateStore(node, cluster.remoteTimeout()), self, settings, json);
        sequence.register(new LastFlush(state));
        return state;
    }

    void start(
            @Observes @Priority(StartupOrder.STATE) Startup event,
            AsyncState state,
            StateSettings settings,
            PermanentLoops loops,
            ClusterNode node) {
        PermanentLoop flush = loops.start("state-flush", settings.flushInterval(), state::tick);
        state.wakeFlushBy(flush::wake);
        node.onViewChanged(() -> {
            state.flush().rewriteAll();
            flush.wake();
        });
        List<PermanentLoop> dispatch = new ArrayList<>();
        for (int i = 1; i <= settings.dispatchThreads(); i++) {
            dispatch.add(loops.start("state-dispatch-" + i, BETWEEN_LOOKS, state.dispatch()::step));
        }
        state.dispatch().wakeBy(() -> dispatch.forEach(PermanentLoop::wake));
        PermanentLoop updates = loops.start("state-updates", BETWEEN_LOOKS, state.incomingUpdates()::step);
        state.incomingUpdates().wakeBy(updates::wake);
    }

    /** Brings the last updates to the other nodes when everything that makes updates has drained. */
    private record LastFlush(AsyncState state) implements ShutdownParticipant {

        private static final Duration AT_LEAST = Duration.ofSeconds(1);
        private static final Duration AT_MOST = Duration.ofSeconds(5);

        @Override
        public String name() {
            return "shared state";
        }

        @Override
        public void closeIntake() {
            // work that is still draining must be able to publish how it ended
        }

        @Override
        public boolean drain(Duration remaining) {
            Duration atLeast = remaining.compareTo(AT_LEAST) < 0 ? AT_LEAST : remaining;
            // not the whole grace: what is held up here is a copy, and a frozen peer would hold up every stop
            return state.flushWithin(atLeast.compareTo(AT_MOST) > 0 ? AT_MOST : atLeast);
        }

        @Override
        public void abandon() {
            LOG.log(Level.WARNING, "the last updates of shared state did not reach every node");
        }
    }
}
