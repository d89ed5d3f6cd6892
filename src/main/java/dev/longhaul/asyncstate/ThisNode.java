package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.NodeId;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The node this runs on, as far as shared state is concerned.
 *
 * @param id name and incarnation
 * @param present whether the node of an incarnation is in the view
 * @param clock for times that people read
 * @param nanoTime for lifespans and intervals
 */
record ThisNode(NodeId id, Predicate<String> present, Clock clock, LongSupplier nanoTime) {

    static ThisNode of(ClusterNode node) {
        return new ThisNode(node.id(), node::isPresent, Clock.systemUTC(), System::nanoTime);
    }

    /** Whether work is running behind this entry, as far as this node can see. */
    boolean isLive(StateEnvelope envelope) {
        return envelope.phaseStored() == StatePhase.RUNNING && present.test(envelope.ownerIncarnation());
    }

    boolean owns(StateEnvelope envelope) {
        return envelope.ownerIncarnation().equals(id.incarnation());
    }

    long now() {
        return nanoTime.getAsLong();
    }

    long nowMillis() {
        return clock.millis();
    }
}
