package dev.longhaul.run;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.NodeId;
import java.util.function.Predicate;

/**
 * This node and what it knows of the others.
 *
 * @param self this process
 * @param isPresent whether the node of an incarnation is in the view of the cluster
 * @param isAlone whether this node has no peers, so that it never sees one
 */
record Peers(NodeId self, Predicate<String> isPresent, boolean isAlone) {

    static Peers of(ClusterNode node) {
        return new Peers(node.id(), node::isPresent, node.isAlone());
    }

    /** Whether that node is known to be there. */
    boolean sees(String incarnation) {
        return !isAlone && isPresent.test(incarnation);
    }

    /** Whether that node is known to have left; a node without peers never knows. */
    boolean misses(String incarnation) {
        return !isAlone && !isPresent.test(incarnation);
    }
}
