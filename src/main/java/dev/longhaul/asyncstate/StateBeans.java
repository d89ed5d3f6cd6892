package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.EntryFormat;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.ShutdownSequence;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offers shared state as beans. */
@ApplicationScoped
class StateBeans {

    @Produces
    @Singleton
    StateSettings settings(Settings settings) {
        return StateSettings.from(settings);
    }

    @Produces
    @Singleton
    EntryFormat entryFormat() {
        return StateNode.entryFormat();
    }

    @Produces
    @Singleton
    StateNode node(ClusterNode cluster, StateSettings settings, PermanentLoops loops, ShutdownSequence sequence) {
        StateNode node = StateNode.start(cluster, settings, loops);
        sequence.register(node);
        return node;
    }

    @Produces
    @Singleton
    AsyncState asyncState(StateNode node) {
        return node.asyncState();
    }

    /** Injection of the node starts it. */
    void start(@Observes @Priority(StartupOrder.STATE) Startup event, StateNode node) {}
}
